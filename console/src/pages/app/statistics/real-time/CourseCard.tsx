import { memo } from 'react'
import { Card } from '../../../../ui/Card.tsx'
import { useDates } from '../../../../ui/dates.ts'
import { count } from '../../../../ui/numbers.ts'
import { Lines } from '../Lines.tsx'
import styles from '../statistics.module.css'
import { courseOf, currentSlot, type Live, type Part, percentOf, type Subject } from './course.ts'

interface CourseCardProps {
  live: Live
  subject: Subject
  part: Part
  onPart: (part: Part) => void
}

/** How many over the day, and how many of them succeeded. Drawing over a chart chooses the part of the day. Drawn anew only for new figures. */
export const CourseCard = memo(DrawnCourse, looksTheSame)

function DrawnCourse({ live, subject, part, onPart }: CourseCardProps) {
  const dates = useDates()
  const course = courseOf(live, subject, part, dates.time)
  const all = course.succeeded + course.failed
  const places = course.counts.map(({ at }) => at)
  // Where clocks are set back two places have one name: the first is meant.
  const placeOf = (at: string) => part.from + places.indexOf(at)
  const common = {
    lines: course.lines,
    ticks: places.filter((at, index) => at.endsWith(':00') && (part.to - part.from <= 36 || (part.from + index) % 18 === 0)),
    onDrawn: (one: string, other: string) =>
      onPart({ from: Math.min(placeOf(one), placeOf(other)), to: Math.max(placeOf(one), placeOf(other)) + 1 }),
  }
  return (
    <Card title={subject.title} aside={all === 0 ? 'none yet today' : `${count(all)} today, ${percentOf(course)} % succeeded`}>
      <div className={styles.charts}>
        <section>
          <h3>Number in {live.slotMinutes} minutes</h3>
          <Lines label={subject.title} points={course.counts} {...common} />
        </section>
        <section>
          <h3>Success rate</h3>
          {course.rates.every((point) => course.lines.every(({ name }) => point[name] === null)) ? (
            <p className={styles.asOf}>{all === 0 ? 'Nothing to rate yet.' : 'Nothing to rate in this part of the day.'}</p>
          ) : (
            <Lines label={`Success rate, ${subject.title}`} points={course.rates} percent {...common} />
          )}
        </section>
      </div>
    </Card>
  )
}

/** What an answer has in common with the one before is the same object. */
function looksTheSame(before: CourseCardProps, after: CourseCardProps): boolean {
  const seriesOf = ({ live, subject }: CourseCardProps) => live.series.filter(({ kind }) => subject.kinds.includes(kind))
  const [known, present] = [seriesOf(before), seriesOf(after)]
  return (
    before.part.from === after.part.from &&
    before.part.to === after.part.to &&
    before.live.day === after.live.day &&
    currentSlot(before.live) === currentSlot(after.live) &&
    known.length === present.length &&
    known.every((one, index) => one === present[index])
  )
}
