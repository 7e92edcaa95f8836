import { Link as RouterLink } from '@tanstack/react-router'
import { useDates } from '../../../ui/dates.ts'
import { WarningIcon } from '../../../ui/icons.tsx'
import { count, countOf } from '../../../ui/numbers.ts'
import type { AppView } from '../useApp.ts'
import { AboveRow, ImpactRow } from './AboveRow.tsx'
import { DownloadAbove } from './DownloadAbove.tsx'
import styles from './Impact.module.css'
import { Names } from './Names.tsx'
import type { Wanted } from './usePlanChoice.ts'
import type { Preview } from './usePreview.ts'

interface ImpactProps {
  app: AppView
  preview: Preview
  wanted: Wanted | null
}

/** What the change breaks: names before anything happens. Nothing is ever deleted but messages past their storage period. */
export function Impact({ app, preview, wanted }: ImpactProps) {
  const { groups, users, avGroups, communities } = preview.impact
  const { lostFeatures, historyFalls } = preview
  const isAbove = groups.count + users.count + avGroups.count > 0
  const isNamed = isAbove || communities.count > 0
  if (!isNamed && lostFeatures.length === 0 && !historyFalls) return null
  return (
    <section aria-label="What the change does to what exists">
      {historyFalls ? <HistoryFalls app={app} {...historyFalls} /> : null}
      {isNamed || lostFeatures.length > 0 ? (
        <div className={styles.impact}>
          {isNamed ? (
            <header className={styles.head}>
              <div>
                <h3>{isAbove ? 'Above the new limits' : 'Hidden by the change'}</h3>
                <p>
                  {isAbove ? 'All of it stays and works. Only new joins and new groups are refused.' : 'Kept, and there again on Ultimate.'}
                </p>
              </div>
              {wanted ? <DownloadAbove impact={preview.impact} wanted={wanted} /> : null}
            </header>
          ) : null}
          <AboveRow
            kind="groups"
            above={groups}
            wanted={wanted}
            title={`${groups.count === 1 ? 'group' : 'groups'} with more than ${limitOf(groups)} members`}
          >
            No one can be added until fewer than {limitOf(groups)} are left.
          </AboveRow>
          <AboveRow
            kind="users"
            above={users}
            wanted={wanted}
            title={`${users.count === 1 ? 'user' : 'users'} in more than ${limitOf(users)} groups`}
          >
            They keep them all. They cannot join or create another.
          </AboveRow>
          <AboveRow
            kind="avGroups"
            above={avGroups}
            wanted={wanted}
            title={`audio-video ${avGroups.count === 1 ? 'group' : 'groups'}, ${limitOf(avGroups)} allowed`}
          >
            All keep running. A new one needs {count(avGroups.count - (avGroups.allowed ?? 0) + 1)} to close first.
          </AboveRow>
          <AboveRow
            kind="communities"
            above={communities}
            wanted={wanted}
            title={`${communities.count === 1 ? 'community' : 'communities'} hidden`}
          >
            Nobody can open or write in them until then. Their topics are kept too.
          </AboveRow>
          {lostFeatures.length > 0 ? (
            <ImpactRow
              figure={count(lostFeatures.length)}
              title={`${lostFeatures.length === 1 ? 'feature needs' : 'features need'} Ultimate`}
            >
              Hidden and kept for a return to Ultimate.
              <Names names={lostFeatures} few={3} />
            </ImpactRow>
          ) : null}
        </div>
      ) : null}
    </section>
  )
}

function HistoryFalls({ app, fromDays, toDays, lostAt }: { app: AppView } & NonNullable<Preview['historyFalls']>) {
  const dates = useDates()
  return (
    <div className={styles.impact} data-bad>
      <ImpactRow
        bad
        figure={<WarningIcon size={18} />}
        title={
          <>
            History falls from {countOf(fromDays, 'day')} to {toDays}
          </>
        }
      >
        Older messages are hidden at once and lost on {dates.moment(lostAt)}. To keep them, set the period in{' '}
        <RouterLink to="/apps/$sdkAppId/login-and-message" params={{ sdkAppId: app.sdkAppId }}>
          Login and Message
        </RouterLink>
        .
      </ImpactRow>
    </div>
  )
}

function limitOf({ allowed }: { allowed: number | null }): string {
  return allowed === null ? 'unlimited' : count(allowed)
}
