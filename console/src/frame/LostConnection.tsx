import { useEffect } from 'react'
import { client } from '../data/client.ts'
import { useConnected } from '../data/connection.ts'
import styles from './Frame.module.css'

/** A thin bar under the top bar while the server cannot be reached; everything on screen is asked again once it is back. */
export function LostConnection() {
  const connected = useConnected()
  useEffect(() => {
    if (connected) return
    return () => void client.invalidateQueries()
  }, [connected])
  return connected ? null : (
    <div className={styles.lost} role="status">
      Not connected. Trying again.
    </div>
  )
}
