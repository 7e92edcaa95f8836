import type { WantedSettings } from '@plenum/contract'
import type { ReactNode } from 'react'
import { saying } from '../../../data/said.ts'
import { useChange } from '../../../data/useChange.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import type { AppView } from '../useApp.ts'
import { appLine } from '../words.ts'

interface SettingDialogProps {
  app: AppView
  title: string
  opened: boolean
  onClose: () => void
  /** null: what stands there cannot be confirmed. Empty: nothing is changed yet. */
  wanted: WantedSettings | null
  /** What holds afterwards. */
  said: string
  children: ReactNode
}

/** Changes what is named of the settings. */
export function SettingDialog({ app, title, opened, onClose, wanted, said, children }: SettingDialogProps) {
  const set = useChange('settings.set')
  const unchanged = wanted !== null && Object.keys(wanted).length === 0
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      title={title}
      below={appLine(app)}
      {...(unchanged ? { note: 'Nothing to confirm yet: this is the present configuration.' } : {})}
      confirm={{
        onConfirm: () => {
          if (wanted) set.mutate({ sdkAppId: app.sdkAppId, settings: wanted }, { onSuccess: saying(said, onClose) })
        },
        disabled: wanted === null || unchanged,
        waiting: set.isPending,
      }}
      refused={set.error}
    >
      {children}
    </Dialog>
  )
}
