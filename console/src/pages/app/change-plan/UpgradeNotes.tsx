import { Link as RouterLink } from '@tanstack/react-router'
import { useSession } from '../../../data/session.ts'
import { monthText } from '../../../ui/dates.ts'
import { moneyText } from '../../../ui/money.ts'
import { count, countOf } from '../../../ui/numbers.ts'
import type { Catalog } from '../useApp.ts'
import { billDays } from '../words.ts'
import styles from './change-plan.module.css'
import type { Preview } from './usePreview.ts'

/** What has to be known before an upgrade. */
export function UpgradeNotes({ catalog, preview }: { catalog: Catalog; preview: Preview }) {
  const { charges } = useSession().installation
  const { overage } = catalog
  const month = preview.price?.thisMonth.month ?? catalog.day.slice(0, 7)
  return (
    <>
      <p>
        In force at once.{' '}
        {charges
          ? `Nothing is paid now: the bill for ${monthText(month, { year: false })} comes on ${billDays(month)}. Prices are without tax and rounded once, on the bill.`
          : 'This installation charges nothing: the figures are a statement.'}{' '}
        See the{' '}
        <RouterLink to="/price-list" target="_blank">
          price list
        </RouterLink>
        .
      </p>
      <p className={styles.quiet}>
        More than {count(overage.dailyUsersIncluded)} users on one day or {count(overage.groupsIncluded)} groups:{' '}
        {moneyText(overage.dailyUsersStep.price)} for each started step.
      </p>
      {preview.groupsBelowLimit > 0 ? (
        <p className={styles.quiet}>
          {countOf(preview.groupsBelowLimit, 'existing group')} {preview.groupsBelowLimit === 1 ? 'keeps its' : 'keep their'} maximum of
          members until it is raised. This is offered afterwards.
        </p>
      ) : null}
      <p className={styles.quiet}>History is set afterwards, in Login and Message.</p>
    </>
  )
}
