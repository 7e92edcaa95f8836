import { useChange } from '../../../data/useChange.ts'
import { Link } from '../../../ui/Link.tsx'
import { count, countOf } from '../../../ui/numbers.ts'
import { Refused } from '../../../ui/Refused.tsx'
import type { AppView } from '../useApp.ts'
import styles from './PlanSection.module.css'

/** What a change of plan left behind. */
export interface Changed {
  groupsBelowLimit: number
  /** The limit these groups were created under. */
  membersBefore: number
}

/** After a change of plan: it is in force, and groups created under a smaller limit keep theirs until they are raised. */
export function RaiseMaximum({ app, changed }: { app: AppView; changed: Changed }) {
  const raise = useChange('group.raiseMaximum')
  const { groupsBelowLimit, membersBefore } = changed
  const limit = count(app.configuration.membersPerGroup)
  if (raise.data) {
    const { raised, membersPerGroup } = raise.data
    return (
      <p className={styles.notice} role="status">
        {countOf(raised, 'group')} can now have {count(membersPerGroup)} members.
      </p>
    )
  }
  return (
    <div className={styles.notice} role="status">
      <p>
        In force.{' '}
        {groupsBelowLimit > 0 ? (
          <>
            {countOf(groupsBelowLimit, 'existing group')} {groupsBelowLimit === 1 ? 'keeps its' : 'keep their'} maximum of{' '}
            {count(membersBefore)} members.{' '}
            {app.may.develop ? (
              <Link onClick={() => raise.mutate({ sdkAppId: app.sdkAppId })} disabled={raise.isPending}>
                {groupsBelowLimit === 1 ? 'Raise it' : 'Raise them'} to {limit}
              </Link>
            ) : null}
          </>
        ) : null}
      </p>
      {raise.error ? <Refused failure={raise.error} /> : null}
    </div>
  )
}
