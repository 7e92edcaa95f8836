import { Link as RouterLink } from '@tanstack/react-router'
import { Card } from '../../../ui/Card.tsx'
import { useDates } from '../../../ui/dates.ts'
import { Empty } from '../../../ui/Faces.tsx'
import { AppPageHead } from '../AppPageHead.tsx'
import type { AppView } from '../useApp.ts'

/** What stays readable: the number, the name, the ledger. */
export function DeletedApp({ app }: { app: AppView }) {
  const dates = useDates()
  const at = app.deletedAt ?? app.dataLostAt
  return (
    <>
      <AppPageHead app={app} />
      <Card resting>
        <Empty
          action={
            <RouterLink to="/apps/$sdkAppId/ledger" params={{ sdkAppId: app.sdkAppId }}>
              Ledger
            </RouterLink>
          }
        >
          {at ? `Since ${dates.moment(at)}, data` : 'Data'} and services of this app are gone. Its SDKAppID is not given out again.
        </Empty>
      </Card>
    </>
  )
}
