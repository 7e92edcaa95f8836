import { Card } from '../../../ui/Card.tsx'
import { Answer, Bars } from '../../../ui/Faces.tsx'
import { PageHead } from '../../../ui/PageHead.tsx'
import { NotRunning } from '../NotRunning.tsx'
import { useApp } from '../useApp.ts'
import { ZoneNote } from '../ZoneNote.tsx'
import { Generator } from './Generator.tsx'
import styles from './tools.module.css'
import { Verification } from './Verification.tsx'

/** **Auxiliary Tools** > **UserSig Tools**. */
export function UserSigTools() {
  const app = useApp()
  return (
    <>
      <PageHead title="UserSig Tools" />
      <Answer
        of={app}
        waiting={
          <Card>
            <Bars rows={4} />
          </Card>
        }
      >
        {(app) =>
          app.status === 'enabled' ? (
            <div className={styles.cards}>
              <Generator app={app} />
              <Verification app={app} />
              <ZoneNote at={app.createdAt} />
            </div>
          ) : (
            <NotRunning app={app} />
          )
        }
      </Answer>
    </>
  )
}
