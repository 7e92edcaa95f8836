import { useAnswer } from '../../../data/useAnswer.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import { Answer, Bars } from '../../../ui/Faces.tsx'
import { countOf } from '../../../ui/numbers.ts'
import { downloadCsv } from '../csv.ts'
import styles from '../lists/lists.module.css'
import type { AppView } from '../useApp.ts'
import { appLine } from '../words.ts'
import { rowsOf } from './accounts-csv.ts'

interface ExportDialogProps {
  app: AppView
  userIds: string[]
  opened: boolean
  onClose: () => void
}

export function ExportDialog({ app, userIds, opened, onClose }: ExportDialogProps) {
  const answer = useAnswer('appUser.get', { sdkAppId: app.sdkAppId, userIds }, { enabled: opened })
  const users = answer.data?.users
  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      title={users ? 'Export successful' : 'Export'}
      below={appLine(app)}
      cancelLabel="Close"
      confirm={{
        label: 'Download',
        onConfirm: () => downloadCsv(`accounts-${app.sdkAppId}.csv`, rowsOf(users ?? [])),
        disabled: users === undefined,
      }}
    >
      <Answer of={answer} waiting={<Bars rows={1} />}>
        {({ users }) => <p className={styles.sentence}>{countOf(users.length, 'account')} with their profiles, as CSV.</p>}
      </Answer>
    </Dialog>
  )
}
