import { Button, Checkbox } from '@mantine/core'
import { NotAllowed } from '../../../ui/Faces.tsx'
import styles from '../lists/lists.module.css'
import type { Chosen } from '../lists/useChosen.ts'
import type { AppView } from '../useApp.ts'
import { noRight } from '../words.ts'

interface BatchActionsProps {
  app: AppView
  chosen: Chosen
  onAct: (dialog: 'export' | 'delete', userIds: string[]) => void
}

export function BatchActions({ app, chosen, onAct }: BatchActionsProps) {
  const { chosen: userIds } = chosen
  const reason = noRight(app, 'develop')
  const onFree = app.configuration.edition === 'free'
  return (
    <>
      <div className={styles.chosen}>
        <Checkbox label="All on this page" checked={chosen.all} onChange={(event) => chosen.chooseAll(event.currentTarget.checked)} />
        <Button variant="default" disabled={userIds.length === 0} onClick={() => onAct('export', userIds)}>
          Batch Export
        </Button>
        <Button variant="default" disabled={userIds.length === 0 || !onFree || Boolean(reason)} onClick={() => onAct('delete', userIds)}>
          Batch Delete
        </Button>
      </div>
      {onFree ? null : (
        <div className={styles.reason}>
          <NotAllowed>Accounts can be deleted on Free only. Force offline stops a user on paid plans.</NotAllowed>
        </div>
      )}
    </>
  )
}
