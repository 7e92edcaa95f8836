import { Link as RouterLink } from '@tanstack/react-router'
import { useSession } from '../../../data/session.ts'
import { monthText, timeText } from '../../../ui/dates.ts'
import type { Catalog } from '../useApp.ts'
import { billDays } from '../words.ts'
import styles from './change-plan.module.css'
import type { Preview } from './usePreview.ts'

/** What has to be known before a modification. */
export function ModifyNotes({ catalog, preview }: { catalog: Catalog; preview: Preview }) {
  const { charges, timeZone } = useSession().installation
  const month = preview.price?.thisMonth.month ?? catalog.day.slice(0, 7)
  const monthName = monthText(month, { year: false })
  return (
    <>
      <p>
        In force at once.{' '}
        {charges
          ? `The bill for ${monthName} comes on ${billDays(month)}. Without tax.`
          : 'This installation charges nothing: the figures are a statement.'}{' '}
        See the{' '}
        <RouterLink to="/price-list" target="_blank">
          price list
        </RouterLink>
        .
      </p>
      <p className={styles.quiet}>
        Figures read at {timeText(preview.readAt, timeZone, { seconds: true })}. They are checked again on Confirm.
      </p>
    </>
  )
}
