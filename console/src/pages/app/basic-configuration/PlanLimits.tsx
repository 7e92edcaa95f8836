import { useNavigate } from '@tanstack/react-router'
import { useDates } from '../../../ui/dates.ts'
import { LimitRow } from '../../../ui/LimitRow.tsx'
import { Link } from '../../../ui/Link.tsx'
import { StepsMeter } from '../../../ui/Meter.tsx'
import { countOf } from '../../../ui/numbers.ts'
import type { AppView, Catalog } from '../useApp.ts'

/** Present limits and the distance to each. */
export function PlanLimits({ app, catalog }: { app: AppView; catalog: Catalog }) {
  const dates = useDates()
  const { membersPerGroup, groupsPerUser, avGroups, ordinaryGroups, users } = app.limits
  /** Of large apps these two are read now and then; the page says when. */
  const readAt = (asOf: string | null) => (asOf ? `, as of ${dates.time(asOf)}` : '')
  return (
    <div>
      <LimitRow
        label="Members per group"
        who={membersPerGroup.who ? `Largest: ${membersPerGroup.who}${readAt(membersPerGroup.asOf)}` : 'No group yet'}
        use={membersPerGroup.use}
        limit={membersPerGroup.value}
        included={membersPerGroup.included}
        paid={membersPerGroup.source === 'paid'}
        whenAbove="kept; no one can join"
      />
      <LimitRow
        label="Groups per user"
        who={groupsPerUser.who ? `Busiest: ${groupsPerUser.who}${readAt(groupsPerUser.asOf)}` : 'Nobody is in a group yet'}
        use={groupsPerUser.use}
        limit={groupsPerUser.value}
        included={groupsPerUser.included}
        paid={groupsPerUser.source === 'paid'}
        whenAbove="kept; none can be added"
      />
      <LimitRow
        label="Audio-video groups"
        who="Existing now"
        use={avGroups.use}
        limit={avGroups.value}
        included={avGroups.included}
        paid={avGroups.source === 'paid'}
        whenAbove="kept; none can be added"
      />
      {ordinaryGroups.value === null ? null : (
        <LimitRow
          label="Ordinary groups"
          who="Work, Public and Meeting"
          use={ordinaryGroups.use}
          limit={ordinaryGroups.value}
          whenAbove="kept; none can be added"
        />
      )}
      {users.value === null ? null : <Users app={app} />}
      <History app={app} catalog={catalog} />
      {users.value === null ? <Users app={app} /> : null}
    </div>
  )
}

function Users({ app }: { app: AppView }) {
  const { use, value } = app.limits.users
  return <LimitRow label="Users" who="Registered accounts" use={use} limit={value} whenAbove="kept; none can be added" />
}

/** One segment per step that can be bought. */
function History({ app, catalog }: { app: AppView; catalog: Catalog }) {
  const navigate = useNavigate()
  const edition = catalog.editions.find((one) => one.edition === app.edition)
  const days = app.configuration.historyDays
  const included = edition?.historyDays.included ?? days
  const steps = [included, ...(edition?.historyDays.steps.map((step) => step.upTo) ?? [])]
  return (
    <LimitRow
      label="History"
      who={days === included ? 'Included' : `${countOf(included, 'day')} included`}
      paid={days > included}
      use={days}
      limit={null}
      meter={
        steps.length > 1 ? (
          <StepsMeter
            label={`${countOf(days, 'day')} of messages`}
            steps={steps.length}
            filled={steps.filter((step) => step <= days).length}
            included={1}
          />
        ) : null
      }
      value={countOf(days, 'day')}
      distance={
        app.status === 'enabled' ? (
          <Link
            label="Change the storage period of history"
            onClick={() => void navigate({ to: '/apps/$sdkAppId/login-and-message', params: { sdkAppId: app.sdkAppId } })}
          >
            Change
          </Link>
        ) : (
          ''
        )
      }
    />
  )
}
