import type { Output } from '@plenum/contract'
import { useState } from 'react'
import type { Failure } from '../../data/call.ts'
import { timeText, useDates } from '../../ui/dates.ts'
import { Link } from '../../ui/Link.tsx'
import table from '../../ui/Table.module.css'
import { DeliveryDialog } from './DeliveryDialog.tsx'
import styles from './webhooks.module.css'

export type Delivery = Omit<Output<'delivery.list'>['deliveries'][number], 'endpointId'> & {
  to: string
  /** Of a question that was asked before something happened; it is not sent again. */
  verdict?: Verdict | null
}
type Verdict = NonNullable<Output<'callback.deliveries'>['deliveries'][number]['verdict']>

export interface Repeat {
  one(deliveryId: number): void
  /** This and all that came after it. */
  from?(at: string): void
  isPending: boolean
  error: Failure | null
}

export function DeliveryTable({ deliveries, repeat }: { deliveries: Delivery[]; repeat: Repeat }) {
  const [shown, setShown] = useState<number | null>(null)
  const open = deliveries.find(({ deliveryId }) => deliveryId === shown)
  return (
    <>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">Event</th>
            <th scope="col">Sent</th>
            <th scope="col">Result</th>
            <th scope="col" className={table.figure}>
              Took
            </th>
            <th scope="col">
              <span className={table.hidden}>Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {deliveries.map((delivery) => (
            <DeliveryRow key={delivery.deliveryId} delivery={delivery} onShow={() => setShown(delivery.deliveryId)} />
          ))}
        </tbody>
      </table>
      {open ? <DeliveryDialog delivery={open} repeat={repeat} onClose={() => setShown(null)} /> : null}
    </>
  )
}

function DeliveryRow({ delivery, onShow }: { delivery: Delivery; onShow: () => void }) {
  const { type, to, triedAt, answer, deliveryId } = delivery
  const dates = useDates()
  return (
    <tr>
      <th scope="row">
        <span className={table.strong}>{type}</span>
        <span className={styles.below}>{to}</span>
      </th>
      <td data-label="Sent" data-none={triedAt === null || undefined}>
        {triedAt ? `${dates.day(triedAt)}, ${timeText(triedAt, dates.timeZone, { seconds: true })}` : '–'}
      </td>
      <td>
        <Result delivery={delivery} />
      </td>
      <td className={table.figure} data-label="Took" data-none={answer === null || undefined}>
        {answer ? `${answer.tookMs} ms` : '–'}
      </td>
      <td>
        <div className={table.actions}>
          <Link tone="ink" onClick={onShow} label={`Show delivery ${deliveryId}`}>
            Show
          </Link>
        </div>
      </td>
    </tr>
  )
}

const verdictWords: Record<Verdict, { word: string; tone: 'ok' | 'warn' | 'bad' }> = {
  allowed: { word: 'Allowed', tone: 'ok' },
  changed: { word: 'Changed', tone: 'ok' },
  refused: { word: 'Refused', tone: 'warn' },
  dropped: { word: 'Dropped silently', tone: 'warn' },
  unanswered_allowed: { word: 'No valid answer, went on by policy', tone: 'bad' },
  unanswered_refused: { word: 'No valid answer, refused by policy', tone: 'bad' },
}

export function Result({ delivery: { outcome, answer, attempts, nextTryAt, verdict } }: { delivery: Delivery }) {
  const dates = useDates()
  const came = answer ? (answer.status ?? answer.error) : null
  if (verdict) {
    const { word, tone } = verdictWords[verdict]
    return tone === 'bad' ? (
      <>
        <span className={styles.bad}>{word}</span>
        <span className={styles.below}>{came}</span>
      </>
    ) : (
      <>
        <span className={styles[tone]}>{word}</span> {came}
      </>
    )
  }
  const tries = attempts > 1 ? `, ${attempts} attempts` : ''
  switch (outcome) {
    case 'delivered':
      return (
        <>
          <span className={styles.ok}>Arrived</span> {came}
          {tries}
        </>
      )
    case 'failed':
      return (
        <>
          <span className={styles.bad}>Failed</span> {came}
          {tries}
        </>
      )
    case 'dropped':
      return <span className={styles.bad}>Dropped</span>
    case 'waiting':
      return (
        <>
          <span className={styles.warn}>Waiting</span> {came}
          {tries}
          {nextTryAt ? <span className={styles.below}>Next try {dates.time(nextTryAt)}</span> : null}
        </>
      )
  }
}
