import type { Output } from '@plenum/contract'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { call, type Failure } from '../../data/call.ts'
import { Card } from '../../ui/Card.tsx'
import { daysText, dayText, useDates } from '../../ui/dates.ts'
import { Bars, Late } from '../../ui/Faces.tsx'
import { Link } from '../../ui/Link.tsx'
import { count, countOf } from '../../ui/numbers.ts'
import { Refused } from '../../ui/Refused.tsx'
import styles from './Bill.module.css'
import { downloadFacts } from './download-facts.ts'
import recomputed from './Recomputed.module.css'

type Verified = Output<'bill.verify'>

const shownMax = 10

/** The second calculation, done for this view: what an earlier view found is not shown. */
export function Recomputed({ month }: { month: string }) {
  const view = useId()
  const { data, error, isFetching, refetch } = useQuery<Verified, Failure>({
    queryKey: ['bill.verify', { month }, view],
    queryFn: ({ signal }) => call('bill.verify', { month }, signal),
    gcTime: 0,
    staleTime: 0,
    refetchOnWindowFocus: false,
  })
  if (isFetching || (!data && !error))
    return (
      <Card title="Recomputing">
        <Late>
          <Bars rows={2} />
        </Late>
      </Card>
    )
  if (error)
    return (
      <Card title="Not recomputed">
        <Refused failure={error} next={<Link onClick={() => void refetch()}>Try again</Link>} />
      </Card>
    )
  return data ? <Found verified={data} again={() => void refetch()} /> : null
}

function Found({ verified, again }: { verified: Verified; again: () => void }) {
  const dates = useDates()
  const { equal, differenceCount, released } = verified
  return (
    <Card title={equal ? 'Recomputed and equal' : 'Recomputed, and not equal'}>
      <p className={recomputed.words}>
        {equal
          ? 'A second calculation from the recorded days gives the same lines, and the bill is the one that was issued.'
          : `A second calculation finds ${countOf(differenceCount, 'difference')}.`}{' '}
        Done just now, {dates.moment(verified.verifiedAt)}.
      </p>
      {equal ? null : <Differences verified={verified} />}
      {released ? (
        <p className={styles.note}>
          Issued by the operator after looking, {dates.moment(released.at)}: {released.reason}
        </p>
      ) : null}
      <div className={recomputed.links}>
        <Facts />
        <Link tone="ink" onClick={again}>
          Recompute again
        </Link>
      </div>
    </Card>
  )
}

function Differences({ verified }: { verified: Verified }) {
  const places = placesOf(verified.differences)
  const shown = places.slice(0, shownMax)
  const more = verified.differenceCount - shown.reduce((sum, { days }) => sum + days.length, 0)
  return (
    <ul className={recomputed.differences}>
      {shown.map(({ sdkAppId, days, what, said, found }) => (
        <li key={`${sdkAppId} ${days[0]} ${what}`}>
          <b>{[sdkAppId && `App ${sdkAppId}`, daysOf(days), what].filter(Boolean).join(', ')}</b>: the bill says {said}, found {found}
        </li>
      ))}
      {more > 0 ? <li>And {count(more)} more.</li> : null}
    </ul>
  )
}

type Place = Omit<Verified['differences'][number], 'day'> & { days: (string | null)[] }

/** The same difference on days that follow each other is one. */
function placesOf(differences: Verified['differences']): Place[] {
  const places: Place[] = []
  for (const { day, ...difference } of differences) {
    const open = places.at(-1)
    const same = open && (['sdkAppId', 'what', 'said', 'found'] as const).every((key) => open[key] === difference[key])
    if (same) open.days.push(day)
    else places.push({ ...difference, days: [day] })
  }
  return places
}

function daysOf(days: (string | null)[]): string | null {
  const [first, last] = [days[0], days.at(-1)]
  if (!first || !last || !/^\d{4}-\d\d-\d\d$/.test(first)) return first ?? null
  return first === last ? dayText(first) : daysText(first, last)
}

/** All bills of the account with what they were made from, as `verify/` reads them. */
function Facts() {
  const [state, setState] = useState<'idle' | 'waiting' | Failure>('idle')
  const download = () => {
    setState('waiting')
    downloadFacts().then(
      () => setState('idle'),
      (failure: Failure) => setState(failure),
    )
  }
  return (
    <>
      <Link onClick={download} disabled={state === 'waiting'}>
        Download the facts
      </Link>
      {typeof state === 'object' ? <Refused failure={state} /> : null}
    </>
  )
}
