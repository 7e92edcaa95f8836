import type { Output } from '@plenum/contract'
import { Link } from '../../ui/Link.tsx'
import { count } from '../../ui/numbers.ts'
import table from '../../ui/Table.module.css'
import styles from './Rates.module.css'
import { documentedText, isRestCommand, type Rate, rateText, wordsOf } from './rate-words.ts'

export interface RatesShown {
  rates: Rate[]
  /** null: of all apps. */
  app: Output<'rate.list'>['app']
  onSet: (rate: Rate) => void
}

export function RateTable({ rates, app, onSet, label }: RatesShown & { label: string }) {
  return (
    <table className={`${table.table} ${styles.rates}`} aria-label={label}>
      <thead>
        <tr>
          <th scope="col">Rate</th>
          <th scope="col" className={table.figure}>
            Documented
          </th>
          <th scope="col" className={table.figure}>
            All apps
          </th>
          {app ? (
            <th scope="col" className={table.figure}>
              This app
            </th>
          ) : null}
          <th scope="col" className={table.figure}>
            In force
          </th>
          <th scope="col">
            <span className={table.hidden}>What can be done</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rates.map((rate) => (
          <tr key={rate.name}>
            <th scope="row" className={isRestCommand(rate) ? styles.path : table.strong}>
              {wordsOf(rate.name)}
            </th>
            <td className={table.figure} data-label="Documented">
              {documentedText(rate)}
            </td>
            <td className={table.figure} data-label="All apps">
              {setText(rate.forAll)}
            </td>
            {app ? (
              <td className={table.figure} data-label="This app">
                {setText(rate.own)}
              </td>
            ) : null}
            <td className={table.figure} data-label="In force">
              {rate.inForce === null ? documentedText(rate) : <b>{rateText(rate.inForce, rate.per)}</b>}
            </td>
            <td>
              <div className={table.actions}>
                <Link onClick={() => onSet(rate)} label={`Change ${wordsOf(rate.name)}`}>
                  Change
                </Link>
              </div>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const setText = (value: number | null) => (value === null ? '–' : count(value))
