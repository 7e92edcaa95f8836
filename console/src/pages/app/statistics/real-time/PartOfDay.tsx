import { Button, RangeSlider } from '@mantine/core'
import { useState } from 'react'
import { useDates } from '../../../../ui/dates.ts'
import { type Live, type Part, slotStart, slotsOf } from './course.ts'
import styles from './PartOfDay.module.css'

const marksEvery = 36
const stepsMin = 3

/** Which part of the day all charts show: between two handles, and drawn over any chart. */
export function PartOfDay({ live, part, onPart }: { live: Live; part: Part; onPart: (part: Part) => void }) {
  const dates = useDates()
  /** The charts follow when a handle is let go. */
  const [moving, setMoving] = useState<[number, number] | null>(null)
  const slots = slotsOf(live)
  const isWhole = part.from === 0 && part.to === slots
  const timeAt = (slot: number) => (slot === slots ? '24:00' : dates.time(slotStart(live, slot)))
  const marks = Array.from({ length: Math.floor(slots / marksEvery) + 1 }, (_, index) => index * marksEvery)
  return (
    <div className={styles.part}>
      <p className={styles.words}>
        {isWhole ? 'The whole day' : `${timeAt(part.from)} to ${timeAt(part.to)}`}
        <span>Draw over a chart to look closer.</span>
      </p>
      <div className={styles.slider}>
        <RangeSlider
          size="sm"
          min={0}
          max={slots}
          minRange={stepsMin}
          value={moving ?? [part.from, part.to]}
          onChange={setMoving}
          onChangeEnd={([from, to]) => {
            setMoving(null)
            onPart({ from, to })
          }}
          label={timeAt}
          thumbFromLabel="From"
          thumbToLabel="To"
          marks={marks.map((value) => ({ value, label: timeAt(value) }))}
        />
      </div>
      <Button variant="default" size="sm" disabled={isWhole} onClick={() => onPart({ from: 0, to: slots })}>
        Whole day
      </Button>
    </div>
  )
}
