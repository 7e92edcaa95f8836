import { useState } from 'react'
import { useAnswer } from '../../../data/useAnswer.ts'
import { Card } from '../../../ui/Card.tsx'
import { dayText } from '../../../ui/dates.ts'
import { moneyText } from '../../../ui/money.ts'
import { countOf } from '../../../ui/numbers.ts'
import { PlanMark } from '../../../ui/PlanMark.tsx'
import type { PlanChanged } from '../change-plan/plan-changed.ts'
import type { AppView, Catalog } from '../useApp.ts'
import { InForce } from './InForce.tsx'
import { MonthSoFar } from './MonthSoFar.tsx'
import { PlanActions } from './PlanActions.tsx'
import { PlanLimits } from './PlanLimits.tsx'
import styles from './PlanSection.module.css'

interface PlanSectionProps {
  app: AppView
  catalog: Catalog
  /** The dialog the address asks for. */
  open: 'upgrade' | 'modify' | 'enable' | undefined
  /** Nothing is used yet: empty meters would say nothing. */
  isNew: boolean
}

/** **Standard Billing Plan**: what is bought, how far it is to each limit, what the month costs. */
export function PlanSection({ app, catalog, open, isNew }: PlanSectionProps) {
  const paid = app.edition !== 'free'
  const month = useAnswer('bill.estimate', { sdkAppId: app.sdkAppId }, { enabled: paid })
  const [changed, setChanged] = useState<PlanChanged | null>(null)
  const running = app.status === 'enabled'
  return (
    <Card plain resting={!running}>
      <div className={styles.head}>
        <div>
          <h2 className={styles.title}>Standard Billing Plan</h2>
          <div className={styles.plan}>
            <PlanMark edition={app.edition} running={running} size={40} />
            <div>
              <p className={styles.name}>{app.planName}</p>
              <PlanBelow app={app} />
            </div>
          </div>
        </div>
        <PlanActions app={app} catalog={catalog} open={open} onChanged={setChanged} />
      </div>
      {changed ? <InForce app={app} catalog={catalog} changed={changed} /> : null}
      <div className={styles.body} data-paid={paid || undefined}>
        {isNew && !paid ? <Room app={app} /> : <PlanLimits app={app} catalog={catalog} />}
        {paid ? <MonthSoFar app={app} catalog={catalog} month={month} /> : null}
      </div>
    </Card>
  )
}

/** What there is room for, in a sentence. */
function Room({ app }: { app: AppView }) {
  const { users, membersPerGroup, groupsPerUser } = app.limits
  return (
    <p className={styles.room}>
      Nothing is used yet. There is room for {countOf(users.value ?? 0, 'user')}, {countOf(membersPerGroup.value ?? 0, 'member')} in each
      group and {countOf(groupsPerUser.value ?? 0, 'group')} per user.
    </p>
  )
}

function PlanBelow({ app }: { app: AppView }) {
  if (!app.planSince) return <p className={styles.since}>Permanent. Nothing is charged.</p>
  return (
    <p className={styles.since}>
      since {dayText(app.planSince)} ·{' '}
      {app.status === 'enabled'
        ? `${moneyText(app.monthlyPrice)} a month`
        : `nothing is charged without service; ${moneyText(app.monthlyPrice)} a month once it runs again`}
    </p>
  )
}
