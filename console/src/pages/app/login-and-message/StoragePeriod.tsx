import { Link as RouterLink } from '@tanstack/react-router'
import { useState } from 'react'
import { Card } from '../../../ui/Card.tsx'
import { monthText } from '../../../ui/dates.ts'
import { NotAllowed } from '../../../ui/Faces.tsx'
import { FactRows } from '../../../ui/FactRows.tsx'
import { Link } from '../../../ui/Link.tsx'
import { StepsMeter } from '../../../ui/Meter.tsx'
import { moneyText } from '../../../ui/money.ts'
import { countOf } from '../../../ui/numbers.ts'
import { Tag } from '../../../ui/Tag.tsx'
import { termsOf } from '../change-plan/usePlanChoice.ts'
import type { AppView, Catalog } from '../useApp.ts'
import { useDialogs } from '../useDialogs.ts'
import { noRight, usedUpText } from '../words.ts'
import styles from './LoginAndMessage.module.css'
import { StoragePeriodDialog } from './StoragePeriodDialog.tsx'

/** **Historical Message Storage Period Settings**: the present period, its price, and whether it may still be changed this month. */
export function StoragePeriod({ app, catalog }: { app: AppView; catalog: Catalog }) {
  const dialogs = useDialogs<'edit'>()
  const [setTo, setSetTo] = useState<number | null>(null)
  const { included, steps } = termsOf(catalog, app.edition).historyDays
  const days = app.configuration.historyDays
  const step = steps.find((one) => one.upTo === days)
  const free = app.edition === 'free'
  const usedUp = free ? null : usedUpText(app.retentionChange)
  const reason = free ? null : (noRight(app, 'plan') ?? usedUp)
  return (
    <Card
      title="Historical Message Storage Period Settings"
      aside={free ? <Tag>Pro</Tag> : null}
      action={
        <Link label="Edit the storage period" onClick={() => dialogs.open('edit')} disabled={free || reason !== null}>
          Edit
        </Link>
      }
    >
      {setTo === days ? (
        <p className={styles.notice} role="status">
          In force. Messages are kept for {countOf(days, 'day')}.
        </p>
      ) : null}
      <FactRows
        facts={[
          {
            label: 'Messages are kept for',
            value: countOf(days, 'day'),
            action:
              steps.length > 0 ? (
                <span className={styles.meter}>
                  <StepsMeter
                    label={`${countOf(days, 'day')} of messages`}
                    steps={steps.length + 1}
                    filled={1 + steps.filter((one) => one.upTo <= days).length}
                    included={1}
                  />
                </span>
              ) : null,
          },
          {
            label: 'Price',
            value: step ? `${moneyText(step.price)} a month, whole months` : `Included in ${termsOf(catalog, app.edition).name}`,
          },
          ...(days === included ? [] : [{ label: 'Included', value: countOf(included, 'day') }]),
          ...(free ? [] : [{ label: 'Change', value: usedUp ?? `Once a month. Not used in ${monthText(catalog.day, { year: false })}.` }]),
        ]}
      />
      {free ? (
        <p className={styles.below}>
          Longer periods come with Pro and Ultimate.{' '}
          <RouterLink to="/apps/$sdkAppId" params={{ sdkAppId: app.sdkAppId }} search={{ open: 'upgrade' }}>
            Upgrade
          </RouterLink>
        </p>
      ) : noRight(app, 'plan') ? (
        <NotAllowed>{noRight(app, 'plan')}</NotAllowed>
      ) : null}
      {free ? null : <StoragePeriodDialog key={dialogs.opening} app={app} onSet={setSetTo} {...dialogs.of('edit')} />}
    </Card>
  )
}
