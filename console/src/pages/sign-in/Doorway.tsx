import { useNavigate } from '@tanstack/react-router'
import { type ReactNode, useEffect } from 'react'
import { client } from '../../data/client.ts'
import { LostConnection } from '../../frame/LostConnection.tsx'
import { PlenumLogo } from '../../ui/icons.tsx'
import styles from './Doorway.module.css'

interface DoorwayProps {
  title: string
  below?: ReactNode
  children: ReactNode
  /** Below the card: the other ways in. */
  otherwise?: ReactNode
}

/** The one card of every page that opens without being signed in. */
export function Doorway({ title, below, children, otherwise }: DoorwayProps) {
  useEffect(() => {
    document.title = `${title} · Plenum`
  }, [title])
  return (
    <>
      <LostConnection />
      <main className={styles.doorway}>
        <div className={styles.name}>
          <PlenumLogo size={28} />
          Plenum
        </div>
        <section className={styles.card}>
          <h1>{title}</h1>
          {below ? <p className={styles.below}>{below}</p> : null}
          {children}
        </section>
        {otherwise ? <div className={`${styles.otherwise} sentence`}>{otherwise}</div> : null}
      </main>
    </>
  )
}

/** After a sign-in nothing that another person saw may stay in memory. */
export function useEnter() {
  const navigate = useNavigate()
  return (session: unknown, next = '/') => {
    client.clear()
    client.setQueryData(['session.get', {}], session)
    void navigate({ href: next, replace: true })
  }
}
