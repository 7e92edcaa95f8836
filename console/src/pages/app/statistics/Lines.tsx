import '@mantine/charts/styles.layer.css'
import { LineChart } from '@mantine/charts'
import { useRef, useState } from 'react'
import { count } from '../../../ui/numbers.ts'
import styles from './Lines.module.css'

export interface Line {
  /** A key of the points. */
  name: string
  label: string
}

/** `at` names the place on the axis; null: not known, or not yet. */
export type Point = { at: string } & Record<string, number | string | null>

interface LinesProps {
  /** What the chart shows, for those who do not see it. */
  label: string
  points: Point[]
  lines: Line[]
  percent?: boolean
  /** Places to name on the axis; left out: as many as there is room for. */
  ticks?: string[]
  /** Somebody drew from one place to another, whichever comes first. */
  onDrawn?: (from: string, to: string) => void
}

/** Told apart by tone and by stroke, since colour never speaks alone. */
const looks = [
  { color: 'var(--accent)', stroke: '' },
  { color: 'var(--fill)', stroke: '6 3' },
  { color: 'var(--ok)', stroke: '2 3' },
  { color: 'var(--warn-fill)', stroke: '9 3 2 3' },
  { color: 'var(--bad-fill)', stroke: '1 3' },
  { color: 'var(--text)', stroke: '12 4' },
  { color: 'var(--text-3)', stroke: '4 2 1 2' },
]
const lookOf = (index: number) => looks[index % looks.length]!

/** Lines over time. A click on a name takes its line away and brings it back. */
export function Lines({ label, points, lines, percent = false, ticks, onDrawn }: LinesProps) {
  const [hidden, setHidden] = useState<string[]>([])
  const drawnFrom = useRef<string | null>(null)
  const toggle = (name: string) => setHidden(hidden.includes(name) ? hidden.filter((one) => one !== name) : [...hidden, name])
  const shown = lines.map((line, index) => ({ ...line, ...lookOf(index) })).filter(({ name }) => !hidden.includes(name))

  function begin(at: unknown) {
    drawnFrom.current = typeof at === 'string' ? at : null
  }
  function end(at: unknown) {
    const from = drawnFrom.current
    drawnFrom.current = null
    if (from !== null && typeof at === 'string' && at !== from) onDrawn?.(from, at)
  }

  return (
    <figure className={styles.lines} aria-label={label} data-drawable={onDrawn ? true : undefined}>
      <ul className={styles.legend} aria-label={`Lines of ${label}`}>
        {lines.map(({ name, label }, index) => (
          <li key={name}>
            <button type="button" aria-pressed={!hidden.includes(name)} onClick={() => toggle(name)}>
              <svg width="22" height="8" aria-hidden="true">
                <path d="M0 4h22" stroke={lookOf(index).color} strokeWidth="2" strokeDasharray={lookOf(index).stroke} />
              </svg>
              {label}
            </button>
          </li>
        ))}
      </ul>
      <LineChart
        h={220}
        data={points}
        dataKey="at"
        series={shown.map(({ name, label, color, stroke }) => ({ name, label, color, ...(stroke && { strokeDasharray: stroke }) }))}
        curveType="linear"
        withDots={percent || points.length <= 45}
        connectNulls={false}
        dotProps={{ r: percent ? 1.5 : 2.5 }}
        activeDotProps={{ r: 4 }}
        gridColor="var(--line)"
        textColor="var(--text-3)"
        strokeDasharray="0"
        tickLine="none"
        valueFormatter={percent ? (value) => `${value} %` : count}
        xAxisProps={ticks ? { ticks, interval: 'preserveStart' } : { minTickGap: 32 }}
        yAxisProps={{ width: percent ? 58 : 64, allowDecimals: false, domain: percent ? [0, 100] : [0, 'auto'] }}
        {...(onDrawn
          ? {
              lineChartProps: {
                onMouseDown: ({ activeLabel }) => begin(activeLabel),
                onMouseUp: ({ activeLabel }) => end(activeLabel),
              },
            }
          : {})}
      />
    </figure>
  )
}
