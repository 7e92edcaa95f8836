import type { ReactNode } from 'react'
import type { AnswerOf } from '../../../../data/useAnswer.ts'
import { Card } from '../../../../ui/Card.tsx'
import { Figure } from '../../../../ui/Figure.tsx'
import { count } from '../../../../ui/numbers.ts'
import { PeakFigure } from '../../peaks/PeakFigure.tsx'
import type { AppView, Catalog } from '../../useApp.ts'
import styles from '../statistics.module.css'
import type { Day } from './days.ts'
import type { Tab } from './tab.ts'

interface OverviewProps {
  tab: Tab
  app: AppView
  catalog: Catalog
  month: AnswerOf<'bill.estimate'>
  today: Day
  yesterday: Day | null
}

/** What counts before any day is looked at. Live, so today stands first and yesterday explains it. */
export function Overview({ tab, app, catalog, month, today, yesterday }: OverviewProps) {
  const now = (label: string, of: (day: Day) => number): ReactNode => (
    <Figure label={label} below={yesterday ? `${count(of(yesterday))} yesterday` : 'the first day of this app'}>
      {count(of(today))}
    </Figure>
  )
  return (
    <Card>
      <div className={styles.figures}>
        {tab === 'users' ? (
          <>
            <PeakFigure of="dailyUsers" label="Peak DAU of this month" app={app} catalog={catalog} month={month} />
            <Figure label="All registered users" below="as of now">
              {count(today.users)}
            </Figure>
            {now('Newly registered today', ({ usersRegistered }) => usersRegistered)}
          </>
        ) : null}
        {tab === 'messages' ? (
          <>
            {now('One-to-one messages today', ({ directMessages }) => directMessages)}
            {now('Ordinary group messages today', ({ groupMessages }) => groupMessages)}
          </>
        ) : null}
        {tab === 'groups' ? (
          <>
            <PeakFigure of="groups" label="Current Month's Peak Groups" app={app} catalog={catalog} month={month} />
            <Figure label="Groups" below="as of now">
              {count(today.groups)}
            </Figure>
          </>
        ) : null}
      </div>
    </Card>
  )
}
