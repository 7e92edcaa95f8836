import { type ReactNode, useEffect } from 'react'
import styles from './PageHead.module.css'

interface PageHeadProps {
  title: string
  /** One line below the title: the account, a status, a sentence. */
  below?: ReactNode
  /** The one filled button of the page, or quiet ones. */
  action?: ReactNode
  /** Below the buttons: why they are disabled. */
  reason?: string | null
}

/** Title of a page; also names the browser's tab. */
export function PageHead({ title, below, action, reason }: PageHeadProps) {
  useEffect(() => {
    document.title = `${title} · Plenum`
  }, [title])
  return (
    <header className={styles.head}>
      <div className={styles.words}>
        <h1 tabIndex={-1}>{title}</h1>
        {below ? <div className={styles.below}>{below}</div> : null}
      </div>
      {action ? (
        <div className={styles.right}>
          <div className={styles.action}>{action}</div>
          {reason ? <p className={styles.reason}>{reason}</p> : null}
        </div>
      ) : null}
    </header>
  )
}
