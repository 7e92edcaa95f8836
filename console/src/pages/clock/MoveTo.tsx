import { Button, TextInput } from '@mantine/core'
import type { Output } from '@plenum/contract'
import { useState } from 'react'
import { say } from '../../data/said.ts'
import { useChange } from '../../data/useChange.ts'
import { Card } from '../../ui/Card.tsx'
import { useDates } from '../../ui/dates.ts'
import { NotAllowed } from '../../ui/Faces.tsx'
import { Refused } from '../../ui/Refused.tsx'
import styles from './Clock.module.css'
import { type Civil, momentOf, picksAfter } from './moments.ts'

/** A long move may outlast the patience of a proxy: then only the answer is lost, and the page follows what the server says of it. */
export function MoveTo({ clock, onMoving }: { clock: Output<'clock.get'>; onMoving: () => void }) {
  const dates = useDates()
  const set = useChange('clock.set')
  const [civil, setCivil] = useState<Civil>({ day: '', time: '' })
  const target = momentOf(civil, clock.timeZone)
  const busy = set.isPending || clock.moving !== null
  const refused = set.error && set.error.code !== 'no_connection' ? set.error : null

  function move() {
    if (!target) return
    onMoving()
    set.mutate(
      { now: target.toISOString() },
      { onSuccess: ({ now }) => say(`It is ${dates.moment(now)} now. Everything due until then is done.`) },
    )
  }
  return (
    <Card title="Move to">
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          if (!busy) move()
        }}
      >
        <div className={styles.picks}>
          {picksAfter(clock.now, clock.timeZone).map(({ label, civil: pick }) => (
            <Button key={label} type="button" variant="default" disabled={busy} onClick={() => setCivil(pick)}>
              {label}
            </Button>
          ))}
        </div>
        <div className={styles.fields}>
          <TextInput
            type="date"
            label="Day"
            value={civil.day}
            onChange={(event) => setCivil({ ...civil, day: event.currentTarget.value })}
          />
          <TextInput
            type="time"
            label="Time"
            value={civil.time}
            onChange={(event) => setCivil({ ...civil, time: event.currentTarget.value })}
          />
        </div>
        <div className={styles.foot}>
          {refused && !busy ? <Refused failure={refused} /> : null}
          <Button type="submit" disabled={!target || busy} loading={set.isPending}>
            {target ? `Move to ${dates.moment(target.toISOString())}` : 'Move'}
          </Button>
          {busy ? <NotAllowed>The clock is being moved at the moment.</NotAllowed> : null}
          <p className={styles.note}>
            It never goes back. On the way days close, bills are issued, who owes is suspended, and data past their time are lost.
          </p>
        </div>
      </form>
    </Card>
  )
}
