import { Tabs } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useAnswer } from '../../../../data/useAnswer.ts'
import { useSdkAppId } from '../../../../frame/useSdkAppId.ts'
import { Card } from '../../../../ui/Card.tsx'
import { daysText } from '../../../../ui/dates.ts'
import { Answer, Bars, Empty } from '../../../../ui/Faces.tsx'
import { PageHead } from '../../../../ui/PageHead.tsx'
import { NotRunning } from '../../NotRunning.tsx'
import type { AppView, Catalog } from '../../useApp.ts'
import { ZoneNote } from '../../ZoneNote.tsx'
import { Lines } from '../Lines.tsx'
import styles from '../statistics.module.css'
import { DayTable } from './DayTable.tsx'
import { addDays, lastDays } from './days.ts'
import { Overview } from './Overview.tsx'
import { Period } from './Period.tsx'
import type { Tab } from './tab.ts'
import { pointsOf, tabs } from './tabs.ts'

const everyMs = 15_000

const waiting = (
  <Card>
    <Bars rows={6} />
  </Card>
)

/** **Statistics** > **Daily Statistics**. */
export function DailyStatistics() {
  const app = useAnswer('app.get', { sdkAppId: useSdkAppId() as number }, { refetchEveryMs: everyMs })
  const catalog = useAnswer('plan.catalog', {}, { refetchEveryMs: 4 * everyMs })
  return (
    <>
      <PageHead title="Daily Statistics" below="Today is counted as it goes; a day that is over stays as it is." />
      <Answer of={app} waiting={waiting}>
        {(app) =>
          app.status === 'enabled' ? (
            <Answer of={catalog} waiting={waiting}>
              {(catalog) => <Days key={catalog.day} app={app} catalog={catalog} />}
            </Answer>
          ) : (
            <NotRunning app={app} />
          )
        }
      </Answer>
    </>
  )
}

function Days({ app, catalog }: { app: AppView; catalog: Catalog }) {
  const { sdkAppId } = app
  const { tab = 'users' } = useSearch({ from: '/frame/apps/$sdkAppId/statistics/daily' })
  const navigate = useNavigate()
  const today = catalog.day
  const [stretch, setStretch] = useState(lastDays(today, 7))
  const shape = tabs.find((one) => one.tab === tab)!
  const month = useAnswer('bill.estimate', { sdkAppId }, { enabled: app.edition !== 'free' })
  // With the day before, to which the first one is compared; the figures above are of today and yesterday.
  const usage = useAnswer(
    'usage.daily',
    { sdkAppId, from: addDays(stretch.from, -1), to: stretch.to },
    { keepPrevious: true, refetchEveryMs: everyMs },
  )
  const present = useAnswer('usage.daily', { sdkAppId, from: addDays(today, -1), to: today }, { refetchEveryMs: everyMs })

  return (
    <Tabs
      value={tab}
      onChange={(value) =>
        void navigate({
          to: '/apps/$sdkAppId/statistics/daily',
          params: { sdkAppId },
          search: { tab: value as Tab },
          replace: true,
          resetScroll: false,
        })
      }
    >
      <Tabs.List mb={20}>
        {tabs.map(({ tab, label }) => (
          <Tabs.Tab key={tab} value={tab}>
            {label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value={tab} className={styles.stack}>
        <Answer of={present} waiting={waiting}>
          {({ days: [newest, before] }) =>
            newest ? <Overview tab={tab} app={app} catalog={catalog} month={month} today={newest} yesterday={before ?? null} /> : waiting
          }
        </Answer>
        <Period today={today} stretch={stretch} onChange={setStretch} />
        <Answer of={usage} waiting={waiting}>
          {({ days: asked }) => {
            const days = asked.filter(({ day }) => day >= stretch.from)
            const before = asked.find(({ day }) => day < stretch.from) ?? null
            if (days.length === 0) return <Empty>This app was not there yet, {daysText(stretch.from, stretch.to)}.</Empty>
            return (
              <>
                <Card>
                  <div className={styles.charts}>
                    {shape.charts.map(({ title, lines }) => (
                      <section key={title}>
                        <h3>{title}</h3>
                        <Lines label={title} points={pointsOf(days, lines)} lines={lines} />
                      </section>
                    ))}
                  </div>
                </Card>
                <DayTable name={`${shape.file}-${sdkAppId}`} days={days} before={before} columns={shape.columns} today={today} />
              </>
            )
          }}
        </Answer>
        <ZoneNote at={app.createdAt} />
      </Tabs.Panel>
    </Tabs>
  )
}
