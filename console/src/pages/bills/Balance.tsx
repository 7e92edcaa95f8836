import type { Output } from '@plenum/contract'
import { Link as RouterLink } from '@tanstack/react-router'
import { useAnswer } from '../../data/useAnswer.ts'
import { Card } from '../../ui/Card.tsx'
import { dayText, useDates } from '../../ui/dates.ts'
import { Answer, Bars, Empty } from '../../ui/Faces.tsx'
import { Facts } from '../../ui/FactRows.tsx'
import { Money } from '../../ui/Money.tsx'
import { isZero } from '../../ui/money.ts'
import { PageHead } from '../../ui/PageHead.tsx'
import table from '../../ui/Table.module.css'
import styles from './Bill.module.css'

/** What the account has and owes, and the statement whose sum it is. */
export function Balance() {
  const balance = useAnswer('balance.get', {})
  const statement = useAnswer('balance.list', { limit: 200 })
  return (
    <>
      <PageHead title="Balance" below="Payments are entered by the operator. Vouchers are used before cash." />
      <div className={styles.cards}>
        <Answer of={balance} waiting={<Bars rows={2} />}>
          {(present) => <Present present={present} />}
        </Answer>
        <Card plain title="Statement">
          <Answer of={statement} waiting={<Bars rows={4} />}>
            {({ entries, next }) =>
              entries.length === 0 ? (
                <Empty>Nothing was paid or deducted yet.</Empty>
              ) : (
                <>
                  <Entries entries={entries} />
                  {next ? <Empty>These are the last {entries.length} entries.</Empty> : null}
                </>
              )
            }
          </Answer>
        </Card>
      </div>
    </>
  )
}

function Present({ present }: { present: Output<'balance.get'> }) {
  const dates = useDates()
  const owing = !isZero(present.owed.amount)
  return (
    <Card>
      <Facts
        facts={[
          { label: 'Balance', value: <Money value={present.balance} /> },
          { label: 'Cash', value: <Money value={present.cash} /> },
          ...present.vouchers.map(({ rest, expiresOn }) => ({
            label: `Voucher through ${dayText(expiresOn)}`,
            value: <Money value={rest} />,
          })),
        ]}
      />
      {owing ? (
        <p className={styles.note}>
          <Money value={present.owed} /> are owed
          {present.overdueSince ? ` since ${dates.moment(present.overdueSince)}` : ''}.{' '}
          {present.suspendedAt
            ? `All apps are suspended since ${dates.moment(present.suspendedAt)}, and come back once this is paid.`
            : present.suspendedFrom
              ? `All apps are suspended on ${dates.moment(present.suspendedFrom)}, unless it is paid before.`
              : ''}
        </p>
      ) : null}
    </Card>
  )
}

const words = { topUp: 'Top-up', voucher: 'Voucher', voucherExpired: 'Voucher ended', bill: 'Bill', reversal: 'Reversal' } as const

function Entries({ entries }: { entries: Output<'balance.list'>['entries'] }) {
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th scope="col">Entry</th>
          <th scope="col">Day</th>
          <th scope="col">Note</th>
          <th scope="col" className={table.figure}>
            Amount, USD
          </th>
          <th scope="col" className={table.figure}>
            Balance, USD
          </th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={entry.entryId}>
            <th scope="row" className={table.strong}>
              {entry.billMonth ? (
                <RouterLink to="/bills/$month" params={{ month: entry.billMonth }}>
                  Bill {entry.billNumber}
                </RouterLink>
              ) : (
                words[entry.kind]
              )}
            </th>
            <td>{dayText(entry.day)}</td>
            <td>{entry.note}</td>
            <td className={table.figure} data-label="Amount">
              <Money value={entry.amount} bare />
            </td>
            <td className={table.figure} data-label="Balance">
              <Money value={entry.balance} bare />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
