import type { Grant, Session } from '@plenum/contract'
import { createContext, useContext } from 'react'

/** Someone is signed in: what every page inside the frame can rely on. */
export type SignedIn = Session & {
  person: NonNullable<Session['person']>
  account: NonNullable<Session['account']>
  role: NonNullable<Session['role']>
}

export const SessionContext = createContext<SignedIn | null>(null)

export function useSession(): SignedIn {
  const session = useContext(SessionContext)
  if (!session) throw new Error('useSession stands outside the frame')
  return session
}

/** What this person may do on the account; the server decides, the console says it beforehand. */
export function useRights() {
  const { role, scope, grants, person } = useSession()
  const isOwner = role === 'owner' || person.operator
  const manages = isOwner || role === 'administrator'
  return {
    createApp: manages && (person.operator || scope === 'all'),
    people: manages,
    develop: manages || role === 'developer',
    may: (grant: Grant) => isOwner || grants.includes(grant),
  }
}
