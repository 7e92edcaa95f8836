import { useState } from 'react'
import { useAnswer } from '../../data/useAnswer.ts'
import { Card } from '../../ui/Card.tsx'
import { dayText } from '../../ui/dates.ts'
import { Answer, Bars, Empty } from '../../ui/Faces.tsx'
import { Link } from '../../ui/Link.tsx'
import { Money } from '../../ui/Money.tsx'
import table from '../../ui/Table.module.css'
import styles from './Account.module.css'
import { type Entry, ReverseEntry } from './ReverseEntry.tsx'

/** The customer's statement; what was entered by mistake is reversed here. */
export function AccountStatement({ accountId }: { accountId: string }) {
  const [reversing, setReversing] = useState<Entry | null>(null)
  const answer = useAnswer('balance.list', { accountId, limit: 50 })
  return (
    <Card plain title="Statement">
      <Answer of={answer} waiting={<Bars rows={3} />}>
        {({ entries, next }) =>
          entries.length === 0 ? (
            <Empty>Nothing was paid or deducted yet.</Empty>
          ) : (
            <>
              <Entries entries={entries} onReverse={setReversing} />
              {next ? <Empty>These are the last {entries.length} entries.</Empty> : null}
            </>
          )
        }
      </Answer>
      {reversing ? <ReverseEntry entry={reversing} onClose={() => setReversing(null)} /> : null}
    </Card>
  )
}

const words = { topUp: 'Top-up', voucher: 'Voucher', voucherExpired: 'Voucher ended', bill: 'Bill', reversal: 'Reversal' } as const

function Entries({ entries, onReverse }: { entries: Entry[]; onReverse: (entry: Entry) => void }) {
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
          <th scope="col">
            <span className={table.hidden}>What can be done</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={entry.entryId}>
            <th scope="row" className={table.strong}>
              {words[entry.kind]}
              {entry.billNumber ? ` ${entry.billNumber}` : ''}
              {entry.kind === 'voucher' && entry.expiresOn ? (
                <span className={styles.through}>through {dayText(entry.expiresOn)}</span>
              ) : null}
            </th>
            <td>{dayText(entry.day)}</td>
            <td>{entry.note}</td>
            <td className={table.figure} data-label="Amount">
              <Money value={entry.amount} bare />
            </td>
            <td className={table.figure} data-label="Balance">
              <Money value={entry.balance} bare />
            </td>
            <td className={table.figure}>
              {entry.reversedBy !== null ? <span className={table.quiet}>Reversed</span> : null}
              {isReversible(entry) ? (
                <Link onClick={() => onReverse(entry)} label={`Reverse ${words[entry.kind]} of ${entry.amount.amount}`}>
                  Reverse
                </Link>
              ) : null}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const isReversible = ({ kind, reversedBy }: Entry) => (kind === 'topUp' || kind === 'voucher') && reversedBy === null
