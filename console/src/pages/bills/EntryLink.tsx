import type { BillLedgerEntry } from '@plenum/contract'
import { Link as RouterLink } from '@tanstack/react-router'
import { dayText, useDates } from '../../ui/dates.ts'
import styles from './BillLineDays.module.css'
import { happened } from './line-days.ts'

/** `modified 3 Oct, 11:05, by Ana Reyes`, to the ledger of the app. `short`: of a day that is named already. */
export function EntryLink({ entry, sdkAppId, short = false }: { entry: BillLedgerEntry; sdkAppId: number; short?: boolean }) {
  const dates = useDates()
  const when = short ? dates.time(entry.at) : `${dayText(entry.day, { year: false })}, ${dates.time(entry.at)}`
  return (
    <RouterLink className={styles.link} to="/apps/$sdkAppId/ledger" params={{ sdkAppId }}>
      {happened(entry)} {when}
      {short ? '' : `, by ${entry.actor.name}`}
    </RouterLink>
  )
}
