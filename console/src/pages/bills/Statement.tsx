import { Button } from '@mantine/core'
import type { Output } from '@plenum/contract'
import { type UseQueryResult, useInfiniteQuery } from '@tanstack/react-query'
import { Link as RouterLink } from '@tanstack/react-router'
import { call, type Failure } from '../../data/call.ts'
import { Card } from '../../ui/Card.tsx'
import { dayText } from '../../ui/dates.ts'
import { Answer, Bars, Empty } from '../../ui/Faces.tsx'
import { Money } from '../../ui/Money.tsx'
import table from '../../ui/Table.module.css'
import styles from './Bill.module.css'

type Entry = Output<'balance.list'>['entries'][number]

/** What was paid and deducted, newest first, page by page: its sum is the balance. */
export function Statement() {
  const pages = useInfiniteQuery({
    queryKey: ['balance.list', 'pages'],
    queryFn: ({ pageParam, signal }) => call('balance.list', pageParam === null ? {} : { before: pageParam }, signal),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
    select: ({ pages }) => pages.flatMap((page) => page.entries),
  })
  return (
    <Card plain title="Statement">
      <Answer of={pages as unknown as UseQueryResult<Entry[], Failure>} waiting={<Bars rows={4} />}>
        {(entries) =>
          entries.length === 0 ? (
            <Empty>Nothing was paid or deducted yet.</Empty>
          ) : (
            <>
              <Entries entries={entries} />
              {pages.hasNextPage ? (
                <div className={styles.more}>
                  <Button variant="default" onClick={() => void pages.fetchNextPage()} loading={pages.isFetchingNextPage}>
                    Show earlier
                  </Button>
                </div>
              ) : null}
            </>
          )
        }
      </Answer>
    </Card>
  )
}

const words = { topUp: 'Top-up', voucher: 'Voucher', voucherExpired: 'Voucher ended', bill: 'Bill', reversal: 'Reversal' } as const

function Entries({ entries }: { entries: Entry[] }) {
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
                <RouterLink to="/bills/$month" params={{ month: entry.billMonth }} className={styles.whole}>
                  Bill {entry.billNumber}
                </RouterLink>
              ) : (
                words[entry.kind]
              )}
            </th>
            <td className={styles.whole}>{dayText(entry.day)}</td>
            <td>{noteOf(entry)}</td>
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

function noteOf({ note, expiresOn, reversedBy }: Entry): string {
  return [note, expiresOn && `through ${dayText(expiresOn)}`, reversedBy && 'reversed'].filter(Boolean).join(' · ')
}
