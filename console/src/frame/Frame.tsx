import { Navigate, Outlet, useLocation } from '@tanstack/react-router'
import { SessionContext, type SignedIn } from '../data/session.ts'
import { useAnswer } from '../data/useAnswer.ts'
import { Answer } from '../ui/Faces.tsx'
import styles from './Frame.module.css'
import { LostConnection } from './LostConnection.tsx'
import { TopBar } from './TopBar.tsx'

/** Top bar and, below it, one page within 1,280. Whoever is not signed in is led to the sign-in page and back. */
export function Frame() {
  const session = useAnswer('session.get', {})
  const { href } = useLocation()
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
            <main id="page" className={styles.page} tabIndex={-1}>
              <Outlet />
            </main>
          </SessionContext>
        ) : (
          <Navigate to="/sign-in" search={href === '/' ? {} : { next: href }} replace />
        )
      }
    </Answer>
  )
}

function isSignedIn(session: { person: unknown; account: unknown; role: unknown }): session is SignedIn {
  return session.person !== null && session.account !== null && session.role !== null
}
