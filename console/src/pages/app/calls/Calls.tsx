import { Card } from '../../../ui/Card.tsx'
import { Answer, Bars, Empty } from '../../../ui/Faces.tsx'
import { PageHead } from '../../../ui/PageHead.tsx'
import { useApp } from '../useApp.ts'
import { ZoneNote } from '../ZoneNote.tsx'
import { CallList } from './CallList.tsx'
import styles from './calls.module.css'
import { DocumentationLink } from './DocumentationLink.tsx'
import { useCalls } from './useCalls.ts'

/** What the app's own server asked last, and what came of it. */
export function Calls() {
  const app = useApp().data
  const calls = useCalls()
  return (
    <>
      <PageHead
        title="REST Calls"
        below="The last 100, as they come in. Bodies and UserSigs are not kept."
        action={<DocumentationLink />}
      />
      <Card plain>
        <Answer
          of={calls}
          waiting={
            <div className={styles.waiting}>
              <Bars rows={6} />
            </div>
          }
        >
          {(answer) =>
            answer.calls.length === 0 ? (
              <Empty>No call yet. The first one appears here by itself.</Empty>
            ) : (
              <CallList calls={answer.calls} />
            )
          }
        </Answer>
      </Card>
      {app ? <ZoneNote at={app.createdAt} /> : null}
    </>
  )
}
