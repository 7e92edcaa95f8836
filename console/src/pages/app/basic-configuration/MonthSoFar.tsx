import type { AnswerOf } from '../../../data/useAnswer.ts'
import { dayText, monthText } from '../../../ui/dates.ts'
import { Answer, Bars } from '../../../ui/Faces.tsx'
import { Figure } from '../../../ui/Figure.tsx'
import { Meter } from '../../../ui/Meter.tsx'
import { Money } from '../../../ui/Money.tsx'
import { isZero, moneyText } from '../../../ui/money.ts'
import { count } from '../../../ui/numbers.ts'
import { PriceLines } from '../../../ui/PriceLines.tsx'
import type { AppView, Catalog } from '../useApp.ts'
import { monthLineText } from '../words.ts'
import styles from './PlanSection.module.css'

/** What is charged through yesterday, what to expect, and the two peaks that may add a step. */
export function MonthSoFar({ app, catalog, month }: { app: AppView; catalog: Catalog; month: AnswerOf<'bill.estimate'> }) {
  const { overage } = catalog
  return (
    <div className={styles.month}>
      <Answer of={month} waiting={<Bars rows={4} />}>
        {({ month, asOf, soFar, expected }) => {
          const parts = soFar.lines.length > 1
          return (
            <>
              <Figure
                label="This month so far"
                big
                below={asOf ? `as of yesterday, ${dayText(asOf, { year: false })}` : `${monthText(month, { year: false })} has just begun`}
              >
                {soFar.lines.length > 0 ? <Money value={soFar.total} /> : '–'}
              </Figure>
              <PriceLines
                lines={soFar.lines.map((line) => ({
                  key: `${line.kind} ${line.fromDay}`,
                  label: monthLineText(line),
                  value: <Money value={line.amount} />,
                }))}
              />
              {parts ? <p className={styles.caption}>Each part is cut to cents here; the sum is rounded once.</p> : null}
              <div className={styles.expected}>
                <Figure label={`Expected in ${monthText(month, { year: false })}`} below="the whole month, if nothing changes">
                  <Money value={isZero(expected.total.amount) ? null : expected.total} />
                </Figure>
              </div>
            </>
          )
        }}
      </Answer>
      <div className={styles.peaks}>
        <Peak label="Peak DAU" peak={app.limits.peakDailyUsers.use} quota={overage.dailyUsersIncluded} step={overage.dailyUsersStep.upTo} />
        <Peak label="Peak groups" peak={app.limits.peakGroups.use} quota={overage.groupsIncluded} step={overage.groupsStep.upTo} />
        <p className={styles.caption}>Above either, one day costs a whole step: {moneyText(overage.dailyUsersStep.price)}.</p>
      </div>
    </div>
  )
}

/** Up to the quota in ink; what is above it is paid, so it is accent and never red. */
function Peak({ label, peak, quota, step }: { label: string; peak: number; quota: number; step: number }) {
  const steps = Math.ceil(Math.max(0, peak - quota) / step)
  return (
    <div className={styles.peak}>
      <div>
        <span>{label}</span>
        <b>
          {count(peak)} of {count(quota)}
        </b>
      </div>
      <Meter label={label} use={peak} limit={quota + steps * step} included={quota} calm={steps > 0} />
    </div>
  )
}
