import { saying } from '../../../data/said.ts'
import { useChange } from '../../../data/useChange.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import { countOf } from '../../../ui/numbers.ts'
import styles from '../lists/lists.module.css'
import type { AppView } from '../useApp.ts'
import { appLine } from '../words.ts'

interface DeleteMembersDialogProps {
  app: AppView
  groupId: string
  userIds: string[]
  opened: boolean
  onClose: () => void
}

export function DeleteMembersDialog({ app, groupId, userIds, opened, onClose }: DeleteMembersDialogProps) {
  const remove = useChange('appGroup.removeMembers')
  const who = userIds.length === 1 ? userIds[0] : countOf(userIds.length, 'member')
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      title="Delete Members"
      below={appLine(app)}
      confirm={{
        onConfirm: () =>
          remove.mutate({ sdkAppId: app.sdkAppId, groupId, userIds }, { onSuccess: saying(`${who} left the group.`, onClose) }),
        waiting: remove.isPending,
        ends: true,
      }}
      refused={remove.error}
    >
      <p className={styles.sentence}>
        {who} will be deleted from this group. The account itself and what was said stay.
        {userIds.length === 1 ? null : <span className={styles.below}>{userIds.join(', ')}</span>}
      </p>
    </Dialog>
  )
}
