import { useDates } from '../../ui/dates.ts'
import styles from './AppPageHead.module.css'

/** Said once, at the foot of a page with times. */
export function ZoneNote({ at }: { at: string }) {
  return <p className={styles.zone}>Days and times are those of {useDates().zone(at)}.</p>
}
