import type { Output } from '@plenum/contract'
import { useState } from 'react'
import { saying } from '../../../data/said.ts'
import { useChange } from '../../../data/useChange.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import { countOf } from '../../../ui/numbers.ts'
import styles from '../lists/lists.module.css'
import type { AppView } from '../useApp.ts'
import { appLine } from '../words.ts'

interface DeleteAccountsDialogProps {
  app: AppView
  userIds: string[]
  opened: boolean
  onClose: () => void
}

type Users = Output<'appUser.remove'>['users']

export function DeleteAccountsDialog({ app, userIds, opened, onClose }: DeleteAccountsDialogProps) {
  const remove = useChange('appUser.remove')
  const [stayed, setStayed] = useState<Users>([])
  const accounts = countOf(userIds.length, 'account')

  function told({ users }: { users: Users }) {
    const kept = users.filter(({ code }) => code === 'user_is_administrator')
    if (kept.length > 0) setStayed(kept)
    else saying(`${countOf(users.filter(({ code }) => code === 'deleted').length, 'account')} deleted.`, onClose)()
  }

  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      title="Batch Delete"
      below={appLine(app)}
      cancelLabel={stayed.length > 0 ? 'Close' : 'Cancel'}
      {...(stayed.length === 0 && {
        confirm: {
          onConfirm: () => remove.mutate({ sdkAppId: app.sdkAppId, userIds }, { onSuccess: told }),
          waiting: remove.isPending,
          ends: true,
        },
      })}
      refused={remove.error}
    >
      {stayed.length > 0 ? (
        <p className={styles.sentence} role="alert">
          The others are deleted. {stayed.map(({ userId }) => userId).join(', ')}: an administrator stays until the rights are taken.
        </p>
      ) : (
        <p className={styles.sentence}>
          {accounts} with profile, friends and memberships will be deleted. This cannot be undone. Groups they own stay without owner.
          <span className={styles.below}>{userIds.join(', ')}</span>
        </p>
      )}
    </Dialog>
  )
}
