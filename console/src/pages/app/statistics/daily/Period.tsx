import { SegmentedControl, TextInput } from '@mantine/core'
import { useState } from 'react'
import { daysBetween } from '../../../../ui/dates.ts'
import styles from '../statistics.module.css'
import { daysMax, lastDays, type Stretch } from './days.ts'

const choices = ['7', '14', '30'] as const

interface PeriodProps {
  today: string
  stretch: Stretch
  onChange: (stretch: Stretch) => void
}

/** 7, 14 or 30 days, or own dates. What is not right yet is said, and the last right period stays. */
export function Period({ today, stretch, onChange }: PeriodProps) {
  const [choice, setChoice] = useState<string>('7')
  const [own, setOwn] = useState(stretch)
  const wrong = choice === 'own' ? whatIsWrong(own, today) : null

  function choose(value: string) {
    setChoice(value)
    if (value === 'own') setOwn(stretch)
    else onChange(lastDays(today, Number(value)))
  }

  function set(change: Partial<Stretch>) {
    const wanted = { ...own, ...change }
    setOwn(wanted)
    if (!whatIsWrong(wanted, today)) onChange(wanted)
  }

  return (
    <div className={styles.bar}>
      <SegmentedControl
        aria-label="Period"
        value={choice}
        onChange={choose}
        data={[...choices.map((days) => ({ value: days, label: `${days} days` })), { value: 'own', label: 'Own dates' }]}
      />
      {choice === 'own' ? (
        <div className={styles.own}>
          {(['from', 'to'] as const).map((end) => (
            // biome-ignore lint/a11y/noLabelWithoutControl: the control is inside
            <label key={end}>
              {end === 'from' ? 'From' : 'To'}
              <TextInput type="date" max={today} value={own[end]} onChange={(event) => set({ [end]: event.currentTarget.value })} />
            </label>
          ))}
        </div>
      ) : null}
      {wrong ? (
        <p className={styles.wrong} role="alert">
          {wrong}
        </p>
      ) : null}
    </div>
  )
}

function whatIsWrong({ from, to }: Stretch, today: string): string | null {
  if (!from || !to) return 'A period has a first and a last day.'
  if (to < from) return 'The last day is before the first.'
  if (to > today) return 'The last day is not over yet: today is the latest.'
  return daysBetween(from, to) >= daysMax ? `A period has at most ${daysMax} days.` : null
}
