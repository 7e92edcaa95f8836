import { Card } from '../../../ui/Card.tsx'
import { NotAllowed } from '../../../ui/Faces.tsx'
import { FactRows } from '../../../ui/FactRows.tsx'
import { Link } from '../../../ui/Link.tsx'
import type { AppView } from '../useApp.ts'
import { useDialogs } from '../useDialogs.ts'
import { whyNot } from '../words.ts'
import styles from './cards.module.css'
import { TagsDialog } from './TagsDialog.tsx'

/** **Tag Configuration**: key and value, by which the overview finds the app and people may be limited to it. */
export function TagConfiguration({ app }: { app: AppView }) {
  const dialogs = useDialogs<'edit'>()
  const reason = whyNot(app, 'people')
  return (
    <Card
      title="Tag Configuration"
      action={
        <Link label="Edit Tag Configuration" onClick={() => dialogs.open('edit')} disabled={Boolean(reason)}>
          Edit
        </Link>
      }
    >
      {app.tags.length === 0 ? (
        <p className={styles.shown}>
          No tag yet. The overview finds apps by theirs, as in team:live, and people can be limited to apps with one.
        </p>
      ) : (
        <FactRows
          facts={app.tags.map(({ key, value }) => ({ label: key, value: value || <span className={styles.none}>No value</span> }))}
        />
      )}
      {reason ? <NotAllowed>{reason}</NotAllowed> : null}
      <TagsDialog key={dialogs.opening} app={app} {...dialogs.of('edit')} />
    </Card>
  )
}
