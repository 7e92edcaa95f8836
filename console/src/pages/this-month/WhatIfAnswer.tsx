import type { Input, MonthLine, Output } from '@plenum/contract'
import { useAnswer } from '../../data/useAnswer.ts'
import { daysText, monthText } from '../../ui/dates.ts'
import { Answer, Bars } from '../../ui/Faces.tsx'
import { Figure } from '../../ui/Figure.tsx'
import { Money } from '../../ui/Money.tsx'
import { PriceLines } from '../../ui/PriceLines.tsx'
import { dayBefore, priceName } from '../app/words.ts'
import styles from './ThisMonth.module.css'

type Bill = Output<'bill.whatIf'>['present']

/** The bill as it is or will be beside the one it would be, and the lines of the app in both. */
export function WhatIfAnswer({ input }: { input: Input<'bill.whatIf'> }) {
  const answer = useAnswer('bill.whatIf', input, { keepPrevious: true })
  const sdkAppId = input.changes[0]?.sdkAppId
  return (
    <div className={styles.answer} aria-live="polite" data-stale={answer.isPlaceholderData || undefined}>
      <Answer of={answer} waiting={<Bars rows={3} />}>
        {({ closed, month, present, changed, difference, taxBasisPoints }) => (
          <>
            <div className={styles.compared}>
              <Side title={closed ? `Bill of ${monthText(month)}` : 'Expected bill'} bill={present} sdkAppId={sdkAppId} />
              <Side title="With this plan" bill={changed} sdkAppId={sdkAppId} />
              <Figure label="Difference" below={taxBasisPoints > 0 ? 'with tax, all apps' : 'all apps'}>
                <Money value={difference} signed />
              </Figure>
            </div>
            {closed ? <p className={styles.note}>A closed month: its bill stays as it was issued.</p> : null}
          </>
        )}
      </Answer>
    </div>
  )
}

function Side({ title, bill, sdkAppId }: { title: string; bill: Bill; sdkAppId: number | undefined }) {
  const app = bill.apps.find((one) => one.sdkAppId === sdkAppId)
  return (
    <div className={styles.bill}>
      <Figure label={title}>
        <Money value={bill.total} />
      </Figure>
      {app ? (
        <PriceLines
          lines={app.lines.map((line) => ({
            key: `${line.kind} ${line.label} ${line.fromDay}`,
            label: lineText(line),
            value: <Money value={line.amount} past="short" />,
          }))}
        />
      ) : (
        <p className={styles.note}>This app costs nothing.</p>
      )}
    </div>
  )
}

function lineText(line: MonthLine): string {
  return `${priceName(line.label)}, ${line.wholeMonth ? 'whole month' : daysText(line.fromDay, dayBefore(line.toDay))}`
}
