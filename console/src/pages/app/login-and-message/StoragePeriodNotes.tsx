import { Link as RouterLink } from '@tanstack/react-router'
import { useSession } from '../../../data/session.ts'
import { monthText, timeText } from '../../../ui/dates.ts'
import { billDays } from '../words.ts'

/** What has to be known before the period is changed. */
export function StoragePeriodNotes({ month, readAt }: { month: string; readAt: string }) {
  const { timeZone } = useSession().installation
  const name = monthText(month, { year: false })
  return (
    <>
      <p>
        In force at once. The whole of {name} is charged at the dearest period in force on any day of it; it is never spread over days. The
        bill comes on {billDays(month)}. See the{' '}
        <RouterLink to="/price-list" target="_blank">
          price list
        </RouterLink>
        .
      </p>
      <p>
        This uses the one change of {name}, which is counted apart from the modification of the plan. The next is possible on{' '}
        {billDays(month).replace(' to 3', '')}.
      </p>
      <p>Figures read at {timeText(readAt, timeZone, { seconds: true })}. They are checked again on Confirm.</p>
    </>
  )
}
