import type { AnswerOf } from '../../../data/useAnswer.ts'
import { dayText, monthText } from '../../../ui/dates.ts'
import { Answer, Bars } from '../../../ui/Faces.tsx'
import { Figure } from '../../../ui/Figure.tsx'
import { Meter } from '../../../ui/Meter.tsx'
import { Money } from '../../../ui/Money.tsx'
import { isZero, moneyText, roomFor } from '../../../ui/money.ts'
import { count } from '../../../ui/numbers.ts'
import { PriceLines } from '../../../ui/PriceLines.tsx'
import { ChargedDays } from '../ChargedDays.tsx'
import { type Peak, peakOf } from '../peaks/peak.ts'
import type { AppView, Catalog } from '../useApp.ts'
import { monthLineText } from '../words.ts'
import styles from './PlanSection.module.css'

/** What is charged through yesterday, what to expect, and the two peaks that may add a step. */
export function MonthSoFar({ app, catalog, month }: { app: AppView; catalog: Catalog; month: AnswerOf<'bill.estimate'> }) {
  return (
    <div className={styles.month}>
      <Answer of={month} waiting={<Bars rows={4} />}>
        {({ month, asOf, soFar, expected, charged, assumptions }) => {
          const room = roomFor(soFar.lines.map(({ amount }) => amount))
          return (
            <>
              <Figure
                label="This month so far"
                big
                below={asOf ? `as of yesterday, ${dayText(asOf, { year: false })}` : `${monthText(month, { year: false })} has just begun`}
              >
                {soFar.lines.length > 0 ? <Money value={soFar.total} /> : '–'}
              </Figure>
              {charged.length > 0 ? <ChargedDays month={month} asOf={asOf} charged={charged} lines={expected.lines} /> : null}
              <PriceLines
                lines={soFar.lines.map((line) => ({
                  key: `${line.kind} ${line.fromDay}`,
                  label: monthLineText(line),
                  value: <Money value={line.amount} past="short" room={room} />,
                }))}
              />
              <div className={styles.expected}>
                <Figure label={`Expected in ${monthText(month, { year: false })}`} below="the whole month, if nothing changes">
                  <Money value={isZero(expected.total.amount) ? null : expected.total} />
                </Figure>
                <details className={styles.assumed}>
                  <summary>What this takes for granted</summary>
                  <ul>
                    {assumptions.map((sentence) => (
                      <li key={sentence}>{sentence}</li>
                    ))}
                  </ul>
                </details>
              </div>
            </>
          )
        }}
      </Answer>
      <div className={styles.peaks}>
        <PeakRow label="Peak DAU" {...peakOf('dailyUsers', app, catalog, month.data)} />
        <PeakRow label="Peak groups" {...peakOf('groups', app, catalog, month.data)} />
        <p className={styles.caption}>Above either, one day costs a whole step: {moneyText(catalog.overage.dailyUsersStep.price)}.</p>
      </div>
    </div>
  )
}

/** Up to the quota in ink; what is above it is paid, so it is accent and never red. */
function PeakRow({ label, peak, quota, steps, step, distance }: Peak & { label: string }) {
  return (
    <div className={styles.peak}>
      <div>
        <span>{label}</span>
        <b>
          {count(peak)} of {count(quota)}
        </b>
      </div>
      <Meter label={label} use={peak} limit={quota + steps * step} included={quota} calm={steps > 0} />
      <p className={styles.caption} data-paid={steps > 0 || undefined}>
        {distance}
      </p>
    </div>
  )
}
