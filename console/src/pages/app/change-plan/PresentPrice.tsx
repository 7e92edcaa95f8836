import type { ReactNode } from 'react'
import { useAnswer } from '../../../data/useAnswer.ts'
import { dayText, monthText } from '../../../ui/dates.ts'
import { Answer, Bars } from '../../../ui/Faces.tsx'
import { Money } from '../../../ui/Money.tsx'
import { isZero, roomFor } from '../../../ui/money.ts'
import { PriceBlock, PriceLines } from '../../../ui/PriceLines.tsx'
import type { AppView } from '../useApp.ts'
import { monthLineText } from '../words.ts'
import styles from './change-plan.module.css'

/** While nothing is changed: what the present configuration costs. */
export function PresentPrice({ app, waiting, children }: { app: AppView; waiting: boolean; children: ReactNode }) {
  const month = useAnswer('bill.estimate', { sdkAppId: app.sdkAppId })
  return (
    <div className={styles.column} data-waiting={waiting || undefined}>
      <PriceBlock title="List price">
        <PriceLines lines={[{ label: 'Each month', value: <Money value={app.monthlyPrice} />, kind: 'sum' }]} />
      </PriceBlock>
      <Answer of={month} waiting={<Bars rows={3} />}>
        {({ month, asOf, soFar, expected }) => {
          const room = roomFor(expected.lines.map((line) => line.amount))
          return (
            <PriceBlock title="This month" figure={<Money value={expected.total} />}>
              <PriceLines
                lines={expected.lines.map((line) => ({
                  key: `${line.kind} ${line.fromDay}`,
                  label: monthLineText(line),
                  value: <Money value={line.amount} past="short" room={room} />,
                }))}
              />
              <p className={styles.sum}>
                Expected for {monthText(month, { year: false })}
                {asOf && !isZero(soFar.total.amount) ? (
                  <>
                    , <Money value={soFar.total} /> of it charged through {dayText(asOf, { year: false })}
                  </>
                ) : null}
                .
              </p>
            </PriceBlock>
          )
        }}
      </Answer>
      <section className={styles.notes}>{children}</section>
    </div>
  )
}
