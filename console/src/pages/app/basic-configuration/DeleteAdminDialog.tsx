import { saying } from '../../../data/said.ts'
import { useChange } from '../../../data/useChange.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import type { AppView } from '../useApp.ts'
import { appLine } from '../words.ts'
import styles from './cards.module.css'

interface DeleteAdminDialogProps {
  app: AppView
  userId: string
  opened: boolean
  onClose: () => void
}

export function DeleteAdminDialog({ app, userId, opened, onClose }: DeleteAdminDialogProps) {
  const remove = useChange('admin.remove')
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      title={`Delete ${userId} as administrator`}
      below={appLine(app)}
      confirm={{
        onConfirm: () =>
          remove.mutate(
            { sdkAppId: app.sdkAppId, userId },
            { onSuccess: saying(`REST calls in the name of ${userId} are refused from the next request on.`, onClose) },
          ),
        waiting: remove.isPending,
        ends: true,
      }}
      refused={remove.error}
    >
      <p className={styles.sentence}>
        REST calls signed in the name of <b>{userId}</b> are refused from the next request on. The account itself, its groups and messages
        stay.
      </p>
    </Dialog>
  )
}
