import { saying } from '../../../data/said.ts'
import { useChange } from '../../../data/useChange.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import { useDates } from '../../../ui/dates.ts'
import type { AppView } from '../useApp.ts'
import { appLine } from '../words.ts'
import styles from './cards.module.css'

interface RemoveKeyDialogProps {
  app: AppView
  leaving: AppView['keys'][number] | null
  name: string
  opened: boolean
  onClose: () => void
}

export function RemoveKeyDialog({ app, leaving, name, opened, onClose }: RemoveKeyDialogProps) {
  const remove = useChange('key.remove')
  const dates = useDates()
  if (!leaving) return null
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      title={`Remove ${name}`}
      below={appLine(app)}
      confirm={{
        onConfirm: () =>
          remove.mutate(
            { sdkAppId: app.sdkAppId, keyId: leaving.keyId },
            { onSuccess: saying(`UserSigs made with ${name} are refused from the next request on.`, onClose) },
          ),
        waiting: remove.isPending,
        ends: true,
      }}
      refused={remove.error}
    >
      <p className={styles.sentence}>
        The key created on {dates.day(leaving.createdAt)} ends at once: every UserSig made with it is refused from the next request on. It
        cannot be brought back.
      </p>
    </Dialog>
  )
}
