import type { Output } from '@plenum/contract'
import { useEffect, useState } from 'react'
import { useSession } from '../../data/session.ts'
import { useAnswer } from '../../data/useAnswer.ts'
import { NotFound } from '../../frame/NotFound.tsx'
import { Card } from '../../ui/Card.tsx'
import { useDates } from '../../ui/dates.ts'
import { Answer, Bars } from '../../ui/Faces.tsx'
import { FactRows } from '../../ui/FactRows.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import styles from './Clock.module.css'
import { MoveTo } from './MoveTo.tsx'

const whileMovingMs = 1_000
const otherwiseMs = 15_000

/** The operator's: business time, and how a manual clock is moved. How far a move has come is asked from the server, so it outlives the page. */
export function Clock() {
  return useSession().person.operator ? <PresentMoment /> : <NotFound />
}

function PresentMoment() {
  const [asking, setAsking] = useState(whileMovingMs)
  const answer = useAnswer('clock.get', {}, { refetchEveryMs: asking })
  const moving = answer.data?.moving
  useEffect(() => setAsking(moving ? whileMovingMs : otherwiseMs), [moving])
  const dates = useDates()
  return (
    <>
      <PageHead title="Clock" below="Days, bills, expiry and every other moment of business follow this clock." />
      <div className={styles.cards}>
        <Answer of={answer} waiting={<Bars rows={3} />}>
          {(clock) => (
            <>
              <Card title="Present moment">
                <FactRows
                  facts={[
                    { label: 'Business time', value: dates.moment(clock.now, { seconds: true }) },
                    { label: 'Billing time zone', value: `${clock.timeZone}, ${dates.zone(clock.now)}` },
                  ]}
                />
                {clock.manual ? null : (
                  <p className={styles.note}>
                    This installation uses the system's clock, which cannot be moved. <code>PLENUM_CLOCK=manual</code> gives one that can,
                    for tests and demonstrations.
                  </p>
                )}
              </Card>
              {clock.moving ? <Move moving={clock.moving} /> : null}
              {clock.manual ? <MoveTo clock={clock} onMoving={() => setAsking(whileMovingMs)} /> : null}
            </>
          )}
        </Answer>
      </div>
    </>
  )
}

function Move({ moving }: { moving: NonNullable<Output<'clock.get'>['moving']> }) {
  const dates = useDates()
  const [from, to, at] = [moving.from, moving.to, moving.at].map(Date.parse) as [number, number, number]
  const share = to > from ? Math.round(((at - from) / (to - from)) * 100) : 100
  return (
    <Card title="Moving" aside={`${share} %`}>
      <div
        className={styles.track}
        role="progressbar"
        aria-label="How far the clock has come"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={share}
      >
        <span style={{ width: `${share}%` }} />
      </div>
      <p className={styles.note}>
        From {dates.moment(moving.from)} to {dates.moment(moving.to)}, now at {dates.moment(moving.at)}
        {moving.running ? `: ${wordsOf(moving.running)}` : ''}. Everything due on the way happens in order; this page can be left.
      </p>
    </Card>
  )
}

const words: Record<string, string> = {
  'close-billing-day': 'closing a day',
  'close-message-day': 'counting the messages of a day',
  'issue-bills': 'issuing bills',
  'end-vouchers': 'ending vouchers',
  'suspend-overdue': 'suspending who owes',
  'warn-before-purge': 'warning whose data are lost',
  'purge-apps': 'purging apps',
  'expire-messages': 'deleting messages past their storage period',
}

const wordsOf = (sweep: string) => words[sweep] ?? sweep.replaceAll('-', ' ')
