import type { Call } from '@plenum/contract'
import { timeText, useDates } from '../../../ui/dates.ts'
import table from '../../../ui/Table.module.css'
import styles from './calls.module.css'

export function CallList({ calls }: { calls: Call[] }) {
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th scope="col">Time</th>
          <th scope="col">Call</th>
          <th scope="col">Result</th>
          <th scope="col" className={table.figure}>
            Took
          </th>
        </tr>
      </thead>
      <tbody>
        {calls.map((call, index) => (
          // Two calls may be the same in everything; counted from the oldest they keep their place.
          <CallRow key={calls.length - index} call={call} />
        ))}
      </tbody>
    </table>
  )
}

function CallRow({ call: { at, path, userId, number, explanation, milliseconds } }: { call: Call }) {
  const dates = useDates()
  const [service, command] = path.split('/')
  return (
    <tr>
      <td className={styles.time}>
        {timeText(at, dates.timeZone, { seconds: true })}
        <span className={styles.who}>{dates.day(at)}</span>
      </td>
      <td>
        <span className={styles.path}>
          {service}/<wbr />
          {command}
        </span>
        <span className={styles.who}>{userId || 'no identifier'}</span>
      </td>
      <td className={styles.result}>
        {number === 0 ? (
          <span className={styles.ok}>OK</span>
        ) : (
          <>
            <b className={styles.refused}>{number}</b> {explanation}
          </>
        )}
      </td>
      <td className={`${table.figure} ${styles.took}`} data-label="took">
        {milliseconds === 0 ? 'under 1 ms' : `${milliseconds} ms`}
      </td>
    </tr>
  )
}
