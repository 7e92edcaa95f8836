import { Outlet, useLocation, useNavigate, useRouter } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { SessionContext, type SignedIn } from '../data/session.ts'
import { useAnswer } from '../data/useAnswer.ts'
import { Answer } from '../ui/Faces.tsx'
import styles from './Frame.module.css'
import { LostConnection } from './LostConnection.tsx'
import { Said } from './Said.tsx'
import { TopBar } from './TopBar.tsx'
import { useFocusKept } from './useFocusKept.ts'

/** Top bar and, below it, one page within 1,280. Whoever is not signed in is led to the sign-in page and back. */
export function Frame() {
  const session = useAnswer('session.get', {})
  useAllPages()
  useFocusKept()
  return (
    <Answer of={session} waiting={<div className={styles.emptyBar} />}>
      {(answer) =>
        isSignedIn(answer) ? (
          <SessionContext value={answer}>
            <a href="#page" className={styles.skip}>
              To the page
            </a>
            <TopBar />
            <LostConnection />
            <Said />
            <main id="page" className={styles.page} tabIndex={-1}>
              <Outlet />
            </main>
          </SessionContext>
        ) : (
          <ToSignIn />
        )
      }
    </Answer>
  )
}

/** Once this page stands, the others are fetched too: they then open at once, and also while the server restarts. */
function useAllPages() {
  const router = useRouter()
  useEffect(() => {
    const timer = setTimeout(() => {
      for (const route of Object.values(router.routesById)) void router.loadRouteChunk(route)
    }, 2_000)
    return () => clearTimeout(timer)
  }, [router])
}

/** Navigates once, with the address at which it was shown: while the sign-in page loads, the location is that page's already. */
function ToSignIn() {
  const { href } = useLocation()
  const navigate = useNavigate()
  const [from] = useState(href)
  useEffect(() => {
    void navigate({ to: '/sign-in', search: from === '/' ? {} : { next: from }, replace: true })
  }, [navigate, from])
  return null
}

function isSignedIn(session: { person: unknown; account: unknown; role: unknown }): session is SignedIn {
  return session.person !== null && session.account !== null && session.role !== null
}
