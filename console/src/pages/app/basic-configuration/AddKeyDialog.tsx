import type { Output } from '@plenum/contract'
import { say } from '../../../data/said.ts'
import { useChange } from '../../../data/useChange.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import type { AppView } from '../useApp.ts'
import { appLine } from '../words.ts'
import styles from './cards.module.css'

interface AddKeyDialogProps {
  app: AppView
  opened: boolean
  onClose: () => void
  onAdded: (key: Output<'key.add'>['key']) => void
}

export function AddKeyDialog({ app, opened, onClose, onAdded }: AddKeyDialogProps) {
  const add = useChange('key.add')
  function confirm() {
    add.mutate(
      { sdkAppId: app.sdkAppId },
      {
        onSuccess: ({ key }) => {
          onAdded(key)
          say('UserSigs made with either key hold from the next request on.')
          onClose()
        },
      },
    )
  }
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      title="Add a second key"
      below={appLine(app)}
      confirm={{ onConfirm: confirm, waiting: add.isPending }}
      refused={add.error}
    >
      <p className={styles.sentence}>
        From the next request on, UserSigs made with either key hold. Give your server the new key, wait until the last UserSig of the old
        one has expired, then remove the old key.
      </p>
    </Dialog>
  )
}
