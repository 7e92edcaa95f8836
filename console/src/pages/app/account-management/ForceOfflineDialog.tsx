import { saying } from '../../../data/said.ts'
import { useChange } from '../../../data/useChange.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import styles from '../lists/lists.module.css'
import type { AppView } from '../useApp.ts'
import { appLine } from '../words.ts'

interface ForceOfflineDialogProps {
  app: AppView
  userId: string
  opened: boolean
  onClose: () => void
}

export function ForceOfflineDialog({ app, userId, opened, onClose }: ForceOfflineDialogProps) {
  const kick = useChange('appUser.kick')
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      title={`Force ${userId} offline`}
      below={appLine(app)}
      confirm={{
        onConfirm: () =>
          kick.mutate(
            { sdkAppId: app.sdkAppId, userId },
            { onSuccess: saying(`${userId} is offline and signs in with a new UserSig only.`, onClose) },
          ),
        waiting: kick.isPending,
        ends: true,
      }}
      refused={kick.error}
    >
      <p className={styles.sentence}>
        All devices of <b>{userId}</b> are cut off. UserSigs made until now sign nobody in any more; the user needs a new one.
      </p>
    </Dialog>
  )
}
