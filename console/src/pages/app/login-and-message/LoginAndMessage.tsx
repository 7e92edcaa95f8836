import { useAnswer } from '../../../data/useAnswer.ts'
import { Card } from '../../../ui/Card.tsx'
import { Answer, Bars } from '../../../ui/Faces.tsx'
import { PageHead } from '../../../ui/PageHead.tsx'
import { NotRunning } from '../NotRunning.tsx'
import { useApp } from '../useApp.ts'
import { StoragePeriod } from './StoragePeriod.tsx'

/** **Feature Configuration** > **Login and Message**. */
export function LoginAndMessage() {
  const app = useApp()
  const catalog = useAnswer('plan.catalog', {})
  const waiting = (
    <Card>
      <Bars rows={4} />
    </Card>
  )
  return (
    <>
      <PageHead title="Login and Message" />
      <Answer of={app} waiting={waiting}>
        {(app) =>
          app.status === 'enabled' ? (
            <Answer of={catalog} waiting={waiting}>
              {(catalog) => <StoragePeriod app={app} catalog={catalog} />}
            </Answer>
          ) : (
            <NotRunning app={app} />
          )
        }
      </Answer>
    </>
  )
}
