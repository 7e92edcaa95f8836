import { useState } from 'react'
import { useAnswer } from '../../../../data/useAnswer.ts'
import { Card } from '../../../../ui/Card.tsx'
import { useDates } from '../../../../ui/dates.ts'
import { Answer, Bars } from '../../../../ui/Faces.tsx'
import { Figure } from '../../../../ui/Figure.tsx'
import { count } from '../../../../ui/numbers.ts'
import { PageHead } from '../../../../ui/PageHead.tsx'
import { NotRunning } from '../../NotRunning.tsx'
import { type AppView, useApp } from '../../useApp.ts'
import { ZoneNote } from '../../ZoneNote.tsx'
import styles from '../statistics.module.css'
import { CourseCard } from './CourseCard.tsx'
import { type Live, type Part, slotsOf, subjects } from './course.ts'
import { PartOfDay } from './PartOfDay.tsx'

const everyMs = 3_000

const waiting = (
  <Card>
    <Bars rows={6} />
  </Card>
)

/** **Statistics** > **Real-Time**. */
export function RealTime() {
  const app = useApp()
  return (
    <>
      <PageHead title="Real-Time" below="Today, as it goes. The page keeps itself up to date." />
      <Answer of={app} waiting={waiting}>
        {(app) => (app.status === 'enabled' ? <Today app={app} /> : <NotRunning app={app} />)}
      </Answer>
    </>
  )
}

function Today({ app }: { app: AppView }) {
  const live = useAnswer('statistics.live', { sdkAppId: app.sdkAppId }, { refetchEveryMs: everyMs })
  /** null: the whole day. */
  const [chosen, setChosen] = useState<Part | null>(null)
  return (
    <Answer of={live} waiting={waiting}>
      {(live) => {
        const part = chosen ?? { from: 0, to: slotsOf(live) }
        return (
          <div className={styles.stack}>
            <Figures live={live} />
            <PartOfDay live={live} part={part} onPart={setChosen} />
            {subjects.map((subject) => (
              <CourseCard key={subject.title} live={live} subject={subject} part={part} onPart={setChosen} />
            ))}
            <ZoneNote at={live.now} />
          </div>
        )
      }}
    </Answer>
  )
}

function Figures({ live }: { live: Live }) {
  const dates = useDates()
  const figures = [
    ['Current Online Users', live.usersOnline],
    ['One-to-One Messages Today', live.directMessages],
    ['Ordinary Group Messages Today', live.groupMessages],
    ['Audio-Video Group Messages Today', live.avGroupMessages],
  ] as const
  return (
    <Card>
      <div className={styles.figures} data-level>
        {figures.map(([label, value]) => (
          <Figure key={label} label={label}>
            {count(value)}
          </Figure>
        ))}
      </div>
      <p className={styles.asOf}>As of {dates.moment(live.now)}. Online-only messages are not counted.</p>
    </Card>
  )
}
