import type { ReactNode } from 'react'
import styles from './Faces.module.css'

/** In the place where one acted: the server's words, and the code small at the end. `next` says what can be done now. */
export function Refused({ failure, next }: { failure: { code: string; message: string }; next?: ReactNode }) {
  return (
    <div className={styles.refused} role="alert">
      <p>
        {failure.message} {next ? <>{next} </> : null}
        {failure.code === 'no_connection' ? null : <code>{failure.code}</code>}
      </p>
    </div>
  )
}
