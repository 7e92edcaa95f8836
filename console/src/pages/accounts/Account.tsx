import type { Output } from '@plenum/contract'
import { Link as RouterLink, useParams } from '@tanstack/react-router'
import { useAnswer } from '../../data/useAnswer.ts'
import { Card } from '../../ui/Card.tsx'
import { useDates } from '../../ui/dates.ts'
import { Answer, Bars, Empty } from '../../ui/Faces.tsx'
import { countOf } from '../../ui/numbers.ts'
import { PageHead } from '../../ui/PageHead.tsx'
import { PlanMark } from '../../ui/PlanMark.tsx'
import { planName } from '../../ui/plans.ts'
import { StatusMark } from '../../ui/StatusMark.tsx'
import table from '../../ui/Table.module.css'
import { BillingAddress } from '../bills/BillingAddress.tsx'
import { PeopleTable } from '../people/PeopleTable.tsx'
import styles from './Account.module.css'
import { AccountBalance } from './AccountBalance.tsx'
import { AccountBills } from './AccountBills.tsx'
import { AccountStatement } from './AccountStatement.tsx'
import { OpenCorrections } from './OpenCorrections.tsx'

type AccountView = Output<'account.get'>

export function Account() {
  const { accountId } = useParams({ from: '/frame/accounts/$accountId' })
  const dates = useDates()
  const answer = useAnswer('account.get', { accountId })
  return (
    <Answer of={answer} waiting={<Bars rows={8} />}>
      {(account) => (
        <>
          <p className={styles.path}>
            <RouterLink to="/accounts">Accounts</RouterLink> / {account.name}
          </p>
          <PageHead title={account.name} below={`${account.ownerName}, ${account.ownerEmail} · opened ${dates.day(account.createdAt)}`} />
          <div className={styles.cards}>
            <AccountBalance accountId={accountId} />
            <AccountStatement accountId={accountId} />
            <AccountBills accountId={accountId} />
            <OpenCorrections accountId={accountId} />
            <BillingAddress accountId={accountId} />
            <Card plain title="Apps" aside={appsText(account)}>
              <Apps apps={account.appList} />
            </Card>
            <Card plain title="People" aside={countOf(account.persons, 'person', 'persons')}>
              <PeopleTable persons={account.people} />
            </Card>
          </div>
        </>
      )}
    </Answer>
  )
}

/** The rows below name deleted apps too. */
function appsText({ apps, appList }: AccountView): string {
  const deleted = appList.length - apps
  return deleted > 0 ? `${countOf(apps, 'app')}, ${countOf(deleted, 'deleted one')}` : countOf(apps, 'app')
}

function Apps({ apps }: { apps: AccountView['appList'] }) {
  if (apps.length === 0) return <Empty>No app yet.</Empty>
  return (
    <table className={table.table}>
      <tbody>
        {apps.map((app) => (
          <tr key={app.sdkAppId}>
            <th scope="row">
              <span className={styles.app}>
                <PlanMark edition={app.edition} running={app.status === 'enabled'} size={28} />
                <RouterLink to="/apps/$sdkAppId" params={{ sdkAppId: app.sdkAppId }} className={table.strong}>
                  {app.name}
                </RouterLink>
              </span>
            </th>
            <td className={styles.plan}>{planName(app.edition)}</td>
            <td>{app.sdkAppId}</td>
            <td className={table.figure}>
              <StatusMark status={app.status} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
