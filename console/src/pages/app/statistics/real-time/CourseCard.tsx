import { Card } from '../../../../ui/Card.tsx'
import { useDates } from '../../../../ui/dates.ts'
import { count } from '../../../../ui/numbers.ts'
import { Lines } from '../Lines.tsx'
import styles from '../statistics.module.css'
import { courseOf, type Live, percentOf, type Subject } from './course.ts'

/** How many over the day, and how many of them succeeded. */
export function CourseCard({ live, subject }: { live: Live; subject: Subject }) {
  const dates = useDates()
  const course = courseOf(live, subject, dates.time)
  const all = course.succeeded + course.failed
  return (
    <Card title={subject.title} aside={all === 0 ? 'none yet today' : `${count(all)} today, ${percentOf(course)} % succeeded`}>
      <div className={styles.charts}>
        <section>
          <h3>Number in {live.slotMinutes} minutes</h3>
          <Lines label={subject.title} points={course.counts} lines={course.lines} zoom={subject.title} />
        </section>
        <section>
          <h3>Success rate</h3>
          <Lines label={`Success rate, ${subject.title}`} points={course.rates} lines={course.lines} percent zoom={subject.title} />
        </section>
      </div>
    </Card>
  )
}
