import type { AuditEntry } from '@plenum/contract'
import { type UseQueryResult, useInfiniteQuery } from '@tanstack/react-query'
import { call, type Failure } from '../../../data/call.ts'
import type { Category } from './entry-words.ts'

/** The newest entries, and more on demand. Without an app: of the whole account. */
export function useEntries(sdkAppId: number | undefined, category: Category) {
  const input = { ...(sdkAppId === undefined ? {} : { sdkAppId }), ...(category === 'all' ? {} : { category }) }
  const pages = useInfiniteQuery({
    queryKey: ['audit.list', 'pages', input],
    queryFn: ({ pageParam, signal }) => call('audit.list', pageParam === null ? input : { ...input, before: pageParam }, signal),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
    select: ({ pages }) => pages.flatMap((page) => page.entries),
  })
  return {
    answer: pages as unknown as UseQueryResult<AuditEntry[], Failure>,
    more: pages.hasNextPage ? { read: () => void pages.fetchNextPage(), reading: pages.isFetchingNextPage } : null,
  }
}
