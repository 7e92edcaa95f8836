import '@mantine/charts/styles.layer.css'
import { LineChart } from '@mantine/charts'
import { useState } from 'react'
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
  /** Zoom and drag below the chart. Charts of one name move together. */
  zoom?: string
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
export function Lines({ label, points, lines, percent = false, zoom }: LinesProps) {
  const [hidden, setHidden] = useState<string[]>([])
  const toggle = (name: string) => setHidden(hidden.includes(name) ? hidden.filter((one) => one !== name) : [...hidden, name])
  const shown = lines.map((line, index) => ({ ...line, ...lookOf(index) })).filter(({ name }) => !hidden.includes(name))
  return (
    <figure className={styles.lines} aria-label={label}>
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
        h={zoom === undefined ? 220 : 260}
        data={points}
        dataKey="at"
        series={shown.map(({ name, label, color, stroke }) => ({ name, label, color, ...(stroke && { strokeDasharray: stroke }) }))}
        curveType="linear"
        withDots={points.length <= 45}
        connectNulls={false}
        dotProps={{ r: 2.5 }}
        activeDotProps={{ r: 4 }}
        gridColor="var(--line)"
        textColor="var(--text-3)"
        strokeDasharray="0"
        tickLine="none"
        valueFormatter={percent ? (value) => `${value} %` : count}
        xAxisProps={{ minTickGap: 32 }}
        yAxisProps={{ width: percent ? 58 : 64, allowDecimals: false, domain: percent ? [0, 100] : [0, 'auto'] }}
        withBrush={zoom !== undefined}
        brushProps={{ height: 26, stroke: 'var(--field)', travellerWidth: 10, ariaLabel: `Part of the day shown in ${label}` }}
        {...(zoom === undefined ? {} : { lineChartProps: { syncId: zoom } })}
      />
    </figure>
  )
}
