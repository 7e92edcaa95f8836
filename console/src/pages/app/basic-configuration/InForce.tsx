import { Link as RouterLink } from '@tanstack/react-router'
import { useSession } from '../../../data/session.ts'
import { useChange } from '../../../data/useChange.ts'
import { useDates } from '../../../ui/dates.ts'
import { Link } from '../../../ui/Link.tsx'
import { moneyText } from '../../../ui/money.ts'
import { count, countOf } from '../../../ui/numbers.ts'
import { Refused } from '../../../ui/Refused.tsx'
import { configurationText } from '../change-plan/configuration-text.ts'
import type { PlanChanged } from '../change-plan/plan-changed.ts'
import { termsOf } from '../change-plan/usePlanChoice.ts'
import type { AppView, Catalog } from '../useApp.ts'
import { billDays } from '../words.ts'
import styles from './PlanSection.module.css'

interface InForceProps {
  app: AppView
  catalog: Catalog
  changed: PlanChanged
}

/** After a change of plan: what is in force and since when, the first bill, and what can still be done about what the change left behind. */
export function InForce({ app, catalog, changed }: InForceProps) {
  const dates = useDates()
  const { charges } = useSession().installation
  const { operation, answer, historyBefore } = changed
  const { price, configuration, inForceSince } = answer
  const step = historyBefore && termsOf(catalog, configuration.edition).historyDays.steps.find((one) => one.upTo === historyBefore.days)
  return (
    <div className={styles.notice} role="status">
      <p>
        In force since {dates.moment(inForceSince)}: {configurationText(configuration)}, {moneyText(price.after.eachMonth)} a month.
        {charges && operation === 'upgrade'
          ? ` The first bill, ${moneyText(price.thisMonth.total)}, comes on ${billDays(price.thisMonth.month)}.`
          : null}
      </p>
      {historyBefore && app.configuration.historyDays < historyBefore.days ? (
        <p>
          Messages older than {countOf(app.configuration.historyDays, 'day')} are lost on {dates.moment(historyBefore.lostAt)}.{' '}
          {step && app.retentionChange.usedOn === null ? (
            <>
              To keep {countOf(step.upTo, 'day')} ({moneyText(step.price)} a month), set it by then in{' '}
              <RouterLink to="/apps/$sdkAppId/login-and-message" params={{ sdkAppId: app.sdkAppId }}>
                Login and Message
              </RouterLink>
              .
            </>
          ) : null}
        </p>
      ) : null}
      <RaiseMaximum app={app} changed={changed} />
    </div>
  )
}

/** Groups created under a smaller limit keep theirs until they are raised. */
function RaiseMaximum({ app, changed }: Omit<InForceProps, 'catalog'>) {
  const raise = useChange('group.raiseMaximum')
  const { groupsBelowLimit } = changed.answer
  const limit = count(app.configuration.membersPerGroup)
  if (raise.data) {
    const { raised, membersPerGroup } = raise.data
    return (
      <p>
        {countOf(raised, 'group')} can now have {count(membersPerGroup)} members.
      </p>
    )
  }
  if (groupsBelowLimit === 0) return null
  return (
    <>
      <p>
        {countOf(groupsBelowLimit, 'existing group')} {groupsBelowLimit === 1 ? 'keeps its' : 'keep their'} maximum of{' '}
        {count(changed.membersBefore)} members.{' '}
        {app.may.develop ? (
          <Link onClick={() => raise.mutate({ sdkAppId: app.sdkAppId })} disabled={raise.isPending}>
            {groupsBelowLimit === 1 ? 'Raise it' : 'Raise them'} to {limit}
          </Link>
        ) : null}
      </p>
      {raise.error ? <Refused failure={raise.error} /> : null}
    </>
  )
}
