import type { PlanPreview } from '@plenum/contract'
import { useInfiniteQuery } from '@tanstack/react-query'
import { call, type Failure } from '../../../data/call.ts'
import { Bars } from '../../../ui/Faces.tsx'
import { Link } from '../../../ui/Link.tsx'
import { count } from '../../../ui/numbers.ts'
import { Refused } from '../../../ui/Refused.tsx'
import styles from './Impact.module.css'
import type { Wanted } from './usePlanChoice.ts'

const pageSize = 200

export type AboveKind = keyof PlanPreview['impact']

/** All of them, the largest first, in a place of its own that scrolls. */
export function AboveList({ kind, wanted, count: all }: { kind: AboveKind; wanted: Wanted; count: number }) {
  const pages = useInfiniteQuery({
    queryKey: ['plan.aboveLimits', 'pages', kind, wanted],
    queryFn: ({ pageParam, signal }) =>
      call('plan.aboveLimits', { ...wanted, kind, limit: pageSize, ...(pageParam ? { after: pageParam } : {}) }, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  })
  const rows = pages.data?.pages.flatMap((page) => page.rows) ?? []
  if (pages.error) return <Refused failure={pages.error as Failure} next={<Link onClick={() => void pages.refetch()}>Ask again</Link>} />
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a place that scrolls can be reached with the keyboard
    <section className={styles.list} tabIndex={0} aria-label="All of them">
      {pages.isPending ? (
        <Bars rows={5} height={16} />
      ) : (
        <ul>
          {rows.map((row) => (
            <li key={row.id}>
              <span>
                {kind === 'users' ? row.id : row.name || row.id}
                {kind !== 'users' && row.name ? <small>{row.id}</small> : null}
              </span>
              {row.value === null ? null : <b>{count(row.value)}</b>}
            </li>
          ))}
        </ul>
      )}
      {pages.hasNextPage ? (
        <p className={styles.more}>
          {count(rows.length)} of {count(all)} ·{' '}
          <Link onClick={() => void pages.fetchNextPage()} disabled={pages.isFetching}>
            Show more
          </Link>
        </p>
      ) : null}
    </section>
  )
}
