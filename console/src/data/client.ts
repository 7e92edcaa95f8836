import { QueryCache, QueryClient } from '@tanstack/react-query'
import { Failure } from './call.ts'

export const client: QueryClient = new QueryClient({
  queryCache: new QueryCache({ onError: askWhoIsSignedIn }),
  defaultOptions: {
    queries: { retry: false, staleTime: 5_000, networkMode: 'always' },
    mutations: { networkMode: 'always' },
  },
})

/** A session that ended shows itself as a refusal; the session is asked again and the frame leads to the sign-in page. */
export function askWhoIsSignedIn(error: Error) {
  if (error instanceof Failure && error.code === 'not_signed_in') void client.invalidateQueries({ queryKey: ['session.get'] })
}
