import { Link as RouterLink } from '@tanstack/react-router'
import { useEffect } from 'react'
import { PlenumLogo } from '../ui/icons.tsx'
import styles from './NotFound.module.css'

/** What one may not see and what does not exist look the same. */
export function NotFound() {
  useEffect(() => {
    document.title = 'Nothing here · Plenum'
  }, [])
  return (
    <section className={styles.nothing}>
      <PlenumLogo size={36} />
      <h1>Nothing here</h1>
      <p>There is no page at this address, or you may not see it.</p>
      <p>
        <RouterLink to="/">To the overview</RouterLink>
      </p>
    </section>
  )
}
