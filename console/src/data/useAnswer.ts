import type { CommandName, Input, Output } from '@plenum/contract'
import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query'
import { call, type Failure } from './call.ts'

export type AnswerOf<C extends CommandName> = UseQueryResult<Output<C>, Failure>

interface Options {
  enabled?: boolean
  /** Shows the previous answer, marked `isPlaceholderData`, until the one to the new input is there. */
  keepPrevious?: boolean
  refetchEveryMs?: number
  /** Not asked again by itself: the server records each answer. */
  once?: boolean
}

/** What the server answers to a reading command; asked again after every change. */
export function useAnswer<C extends CommandName>(command: C, input: Input<C>, options: Options = {}): AnswerOf<C> {
  return useQuery<Output<C>, Failure>({
    queryKey: [command, input],
    queryFn: ({ signal }) => call(command, input, signal),
    enabled: options.enabled ?? true,
    ...(options.keepPrevious ? { placeholderData: keepPreviousData as never } : {}),
    ...(options.once ? { staleTime: Number.POSITIVE_INFINITY } : {}),
    ...(options.refetchEveryMs ? { refetchInterval: options.refetchEveryMs } : {}),
  })
}
