import type { Failure } from '../../../data/call.ts'
import styles from './lists.module.css'

/** For which of several it did not happen, and why. */
export function Failures({ of }: { of: { id: string; failure?: Failure | undefined }[] }) {
  if (of.length === 0) return null
  return (
    <ul className={styles.outcome} role="alert">
      {of.map(({ id, failure }) => (
        <li key={id}>
          <b>{id}</b>: {failure?.message} <code>{failure?.code}</code>
        </li>
      ))}
    </ul>
  )
}
