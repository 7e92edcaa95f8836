import type { MonthLine } from '@plenum/contract'
import { useId, useState } from 'react'
import { ChevronDownIcon } from '../../ui/icons.tsx'
import { Money } from '../../ui/Money.tsx'
import table from '../../ui/Table.module.css'
import styles from './BillLine.module.css'
import { BillLineDays } from './BillLineDays.tsx'

/** A line of a bill that opens into its days. */
export function BillLine({ line, sdkAppId, month }: { line: MonthLine; sdkAppId: number; month: string }) {
  const [opened, setOpened] = useState(false)
  const daysId = useId()
  return (
    <>
      <tr data-opened={opened || undefined} className={styles.line}>
        <th scope="row" className={table.strong}>
          <button
            type="button"
            className={styles.opener}
            aria-expanded={opened}
            aria-controls={opened ? daysId : undefined}
            onClick={() => setOpened(!opened)}
          >
            <ChevronDownIcon size={16} />
            {line.label}
          </button>
        </th>
        <td className={table.figure} data-label="List price">
          <Money value={line.listPrice} bare />
        </td>
        <td className={table.figure} data-label="Usage">
          {line.wholeMonth ? 'whole month' : `${line.days} of ${line.daysInMonth} days`}
        </td>
        <td className={table.figure} data-label="Amount">
          <Money value={line.amount} past="all" bare />
        </td>
      </tr>
      {opened ? (
        <tr className={styles.opened} id={daysId}>
          <td colSpan={4}>
            <BillLineDays line={line} sdkAppId={sdkAppId} month={month} />
          </td>
        </tr>
      ) : null}
    </>
  )
}
