import { useDates } from '../../../ui/dates.ts'
import styles from './status.module.css'

const keptMs = 90 * 24 * 60 * 60 * 1000

/** Today, the 90 days, and what comes then: to the second. */
export function DisablingCourse({ now, paid }: { now: string; paid: boolean }) {
  const dates = useDates()
  const lost = new Date(Date.parse(now) + keptMs)
  const last = new Date(lost.getTime() - 1000)
  return (
    <ol className={styles.course}>
      <li>
        <h3>Today</h3>
        <p>{dates.moment(now)}</p>
        <p>{paid ? 'Service stops. Today is the last day charged.' : 'Service stops.'}</p>
      </li>
      <li>
        <h3>For 90 days</h3>
        <p>until {dates.moment(last.toISOString(), { seconds: true })}</p>
        <p>Enable app brings back plan, settings and data.</p>
      </li>
      <li>
        <h3>Then</h3>
        <p>{dates.moment(lost.toISOString())}</p>
        <p>Data and services cannot be recovered.</p>
      </li>
    </ol>
  )
}
