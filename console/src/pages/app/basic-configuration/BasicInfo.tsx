import { Card } from '../../../ui/Card.tsx'
import { useDates } from '../../../ui/dates.ts'
import { NotAllowed } from '../../../ui/Faces.tsx'
import { FactRows } from '../../../ui/FactRows.tsx'
import { Link } from '../../../ui/Link.tsx'
import type { AppView } from '../useApp.ts'
import { useDialogs } from '../useDialogs.ts'
import { kindName, whyNot } from '../words.ts'
import { BasicInfoDialog } from './BasicInfoDialog.tsx'
import styles from './cards.module.css'

/** **Basic Info**: name, type, introduction. */
export function BasicInfo({ app }: { app: AppView }) {
  const dates = useDates()
  const dialogs = useDialogs<'edit'>()
  const reason = whyNot(app, 'develop')
  return (
    <Card
      title="Basic Info"
      action={
        <Link label="Edit Basic Info" onClick={() => dialogs.open('edit')} disabled={Boolean(reason)}>
          Edit
        </Link>
      }
    >
      <FactRows
        facts={[
          { label: 'App name', value: app.name },
          { label: 'Type', value: kindName(app.kind) ?? <span className={styles.none}>None yet</span> },
          { label: 'Introduction', value: app.introduction || <span className={styles.none}>None yet</span> },
          { label: 'Creation time', value: dates.moment(app.createdAt) },
        ]}
      />
      {reason ? <NotAllowed>{reason}</NotAllowed> : null}
      <BasicInfoDialog key={dialogs.opening} app={app} {...dialogs.of('edit')} />
    </Card>
  )
}
