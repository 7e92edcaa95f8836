import { Button } from '@mantine/core'
import styles from './lists.module.css'

interface PagerProps<Place> {
  pages: { page: number; forth: (next: Place) => void; back: () => void }
  /** Where the next page begins; null: this is the last. */
  next: Place | null
}

/** Absent while there is one page. */
export function Pager<Place>({ pages, next }: PagerProps<Place>) {
  if (pages.page === 1 && next === null) return null
  return (
    <nav className={styles.pager} aria-label="Pages">
      <span>Page {pages.page}</span>
      <div>
        <Button variant="default" disabled={pages.page === 1} onClick={pages.back}>
          Previous
        </Button>
        <Button variant="default" disabled={next === null} onClick={() => next !== null && pages.forth(next)}>
          Next
        </Button>
      </div>
    </nav>
  )
}
