import type { Output } from '@plenum/contract'
import { Link as RouterLink } from '@tanstack/react-router'
import { useState } from 'react'
import { useAnswer } from '../../data/useAnswer.ts'
import { Card } from '../../ui/Card.tsx'
import { DaysBar, DaysKey } from '../../ui/DaysBar.tsx'
import { daysOfMonth, dayText, monthText } from '../../ui/dates.ts'
import { Answer, Bars, Empty } from '../../ui/Faces.tsx'
import { Figure } from '../../ui/Figure.tsx'
import { Link } from '../../ui/Link.tsx'
import { Money } from '../../ui/Money.tsx'
import { isZero, moneyText } from '../../ui/money.ts'
import { countOf } from '../../ui/numbers.ts'
import { PageHead } from '../../ui/PageHead.tsx'
import { billDays } from '../app/words.ts'
import { AppMonth } from './AppMonth.tsx'
import { MonthCorrections } from './MonthCorrections.tsx'
import styles from './ThisMonth.module.css'
import { WhatIf } from './WhatIf.tsx'

export type Month = Output<'bill.estimateByApp'>

const shownAtFirst = 20

/** The running month of all apps: charged to date, expected in the end, and what another plan would change. */
export function ThisMonth() {
  const answer = useAnswer('bill.estimateByApp', {})
  return (
    <Answer of={answer} waiting={<Bars rows={10} height={28} />}>
      {(month) => (
        <>
          <PageHead
            title="This month"
            below={`${monthText(month.month)}. Its bill is issued on ${billDays(month.month).replace('1 to 3', '2')}.`}
          />
          <div className={styles.cards}>
            <Sum month={month} />
            {month.apps.length === 0 ? (
              <Card plain>
                <Empty>No app is on a paid plan. Nothing is charged this month.</Empty>
              </Card>
            ) : (
              <Apps month={month} />
            )}
            <MonthCorrections month={month.month} />
            <WhatIf month={month.month} asOf={month.asOf} />
          </div>
        </>
      )}
    </Answer>
  )
}

function Sum({ month: { month, asOf, soFar, expected } }: { month: Month }) {
  const name = monthText(month, { year: false })
  const days = daysOfMonth(month)
  const past = asOf ? Number(asOf.slice(8)) : 0
  const nothing = isZero(soFar.exact.amount)
  return (
    <Card>
      <div className={styles.figures}>
        <Figure label={`${name} so far`} below={asOf ? `as of yesterday, ${dayText(asOf, { year: false })}` : `${name} has just begun`}>
          <Money value={nothing ? null : soFar.total} />
        </Figure>
        <Figure label={`Expected in ${name}`} below={expectedText(expected)} big>
          <Money value={isZero(expected.subtotal.amount) ? null : expected.total} />
        </Figure>
      </div>
      <div className={styles.bar}>
        <DaysBar
          month={month}
          stretches={[
            ...(asOf ? [{ fromDay: days[0]!, toDay: days[past] ?? '9999-12-31', tone: 'charged' as const }] : []),
            ...(past < days.length ? [{ fromDay: days[past]!, toDay: '9999-12-31', tone: 'coming' as const }] : []),
          ]}
        />
        <p className={styles.keys}>
          <DaysKey tone="charged">{countOf(past, 'day')} behind</DaysKey>
          <DaysKey tone="coming">{countOf(days.length - past, 'day')} to come</DaysKey>
        </p>
      </div>
      <p className={styles.note}>
        Expected: every app keeps its plan and status to the end of the month, and no peak rises. Everything is rounded once, on the bill.
      </p>
    </Card>
  )
}

function expectedText({ subtotal, adjustments, taxBasisPoints, tax }: Month['expected']): string {
  const parts = [
    ...(isZero(adjustments.amount) ? [] : [`with corrections of ${moneyText(adjustments)}`]),
    ...(isZero(tax.amount) ? [] : [`${moneyText(subtotal)} and ${taxBasisPoints / 100} % tax, ${moneyText(tax)}`]),
  ]
  return parts.length > 0 ? parts.join('; ') : 'the whole month, if nothing changes'
}

function Apps({ month }: { month: Month }) {
  const [all, setAll] = useState(false)
  const shown = all ? month.apps : month.apps.slice(0, shownAtFirst)
  const hidden = month.apps.length - shown.length
  return (
    <>
      {shown.map((app) => (
        <AppMonth key={app.sdkAppId} app={app} month={month.month} asOf={month.asOf} />
      ))}
      <p className={styles.note}>
        {hidden > 0 ? (
          <>
            {countOf(hidden, 'more app')}. <Link onClick={() => setAll(true)}>Show all</Link>{' '}
          </>
        ) : null}
        {month.freeApps > 0 ? `${countOf(month.freeApps, 'app')} on Free: nothing is charged. ` : null}
        <RouterLink to="/price-list">Price list</RouterLink>
      </p>
    </>
  )
}
