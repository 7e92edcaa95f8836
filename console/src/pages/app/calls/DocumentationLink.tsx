import styles from './calls.module.css'

/** Served by Plenum itself: it speaks of what this version can do. */
export function DocumentationLink() {
  return (
    <a className={styles.documentation} href="/docs/rest-v4" target="_blank" rel="noreferrer">
      REST documentation
    </a>
  )
}
