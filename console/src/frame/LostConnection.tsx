import { useEffect } from 'react'
import { client } from '../data/client.ts'
import { connection, lookForServer, useConnected } from '../data/connection.ts'
import styles from './Frame.module.css'

/** A thin bar under the top bar while the server cannot be reached; everything on screen is asked again once it is back. */
export function LostConnection() {
  const connected = useConnected()
  useEffect(() => {
    if (connected) return
    const timer = setInterval(async () => {
      if (!(await lookForServer())) return
      connection.found()
      void client.invalidateQueries()
    }, 3_000)
    return () => clearInterval(timer)
  }, [connected])
  return connected ? null : (
    <div className={styles.lost} role="status">
      Not connected. Trying again.
    </div>
  )
}
