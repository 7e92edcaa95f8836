import type { MonthLine } from '@plenum/contract'
import { Link as RouterLink } from '@tanstack/react-router'
import { Card } from '../../ui/Card.tsx'
import { dayText } from '../../ui/dates.ts'
import { Meter } from '../../ui/Meter.tsx'
import { Money } from '../../ui/Money.tsx'
import { moneyText } from '../../ui/money.ts'
import { count } from '../../ui/numbers.ts'
import table from '../../ui/Table.module.css'
import { ChargedDays } from '../app/ChargedDays.tsx'
import { daysOfText, priceName } from '../app/words.ts'
import styles from './ThisMonth.module.css'
import type { Month } from './ThisMonth.tsx'

type AppOfMonth = Month['apps'][number]

/** One app: its items so far and expected, its days, and the two peaks that may add a step. */
export function AppMonth({ app, month, asOf }: { app: AppOfMonth; month: string; asOf: string | null }) {
  return (
    <Card
      plain
      title={
        <RouterLink to="/apps/$sdkAppId" params={{ sdkAppId: app.sdkAppId }} className={styles.appLink}>
          {app.name}
        </RouterLink>
      }
      aside={app.sdkAppId}
    >
      <div className={styles.app}>
        <div className={styles.items}>
          <Items app={app} />
        </div>
        <div className={styles.side}>
          <ChargedDays month={month} asOf={asOf} charged={app.charged} lines={app.expected.lines} />
          <Peak label="Peak DAU" what="users on one day" peak={app.peakDailyUsers} />
          <Peak label="Peak groups" what="groups on one day" peak={app.peakGroups} />
        </div>
      </div>
    </Card>
  )
}

function Items({ app }: { app: AppOfMonth }) {
  const soFar = new Map(app.soFar.lines.map((line) => [keyOf(line), line]))
  return (
    <table className={table.table} aria-label={`Items of ${app.name}`}>
      <thead>
        <tr>
          <th scope="col">Item</th>
          <th scope="col" className={table.figure}>
            List price
          </th>
          <th scope="col" className={table.figure}>
            So far, USD
          </th>
          <th scope="col" className={table.figure}>
            Expected, USD
          </th>
        </tr>
      </thead>
      <tbody>
        {app.expected.lines.map((line) => (
          <tr key={keyOf(line)}>
            <th scope="row" className={table.strong}>
              {priceName(line.label)}
              <span className={styles.days}>{line.wholeMonth ? 'whole month' : daysOfText(line)}</span>
            </th>
            <td className={table.figure} data-label="List price">
              <Money value={line.listPrice} bare />
            </td>
            <td className={table.figure} data-label="So far">
              <Money value={soFar.get(keyOf(line))?.amount ?? null} past="all" bare />
            </td>
            <td className={table.figure} data-label="Expected">
              <Money value={line.amount} past="all" bare />
            </td>
          </tr>
        ))}
        <tr className={styles.sum}>
          <th scope="row">Sum, exact</th>
          <td data-none />
          <td className={table.figure} data-label="So far">
            <Money value={app.soFar.lines.length > 0 ? app.soFar.exact : null} past="all" bare />
          </td>
          <td className={table.figure} data-label="Expected">
            <Money value={app.expected.exact} past="all" bare />
          </td>
        </tr>
      </tbody>
    </table>
  )
}

/** A peak up to its quota in ink; what is above is paid, so it is accent and never red. */
function Peak({ label, what, peak }: { label: string; what: string; peak: AppOfMonth['peakDailyUsers'] }) {
  const { use, day, included, step, stepPrice, steps } = peak
  const paidUpTo = included + steps * step
  return (
    <div className={styles.peak}>
      <div>
        <span>{label}</span>
        <b>
          {count(use)} of {count(included)}
        </b>
      </div>
      <Meter label={label} use={use} limit={paidUpTo} included={included} calm={steps > 0} />
      <p>
        {day ? `Highest on ${dayText(day, { year: false })}. ` : ''}
        {steps > 0
          ? `${count(use - included)} above the quota: one day costs the whole step, ${steps} × ${moneyText(stepPrice)}. ${count(paidUpTo - use)} left in it.`
          : `${count(included - use)} left. Above ${count(included)} ${what}, the whole step of ${moneyText(stepPrice)} is charged for the month.`}
      </p>
    </div>
  )
}

const keyOf = ({ kind, label, fromDay }: MonthLine) => `${kind} ${label} ${fromDay}`
