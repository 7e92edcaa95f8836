import { Button, Menu } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { monthText, useDates } from '../../../ui/dates.ts'
import { ChevronDownIcon } from '../../../ui/icons.tsx'
import { ModifyDialog } from '../change-plan/ModifyDialog.tsx'
import type { PlanChanged } from '../change-plan/plan-changed.ts'
import { UpgradeDialog } from '../change-plan/UpgradeDialog.tsx'
import { DeleteAppDialog } from '../status/DeleteAppDialog.tsx'
import { DisablingReminder } from '../status/DisablingReminder.tsx'
import { EnableAppDialog } from '../status/EnableAppDialog.tsx'
import type { AppView, Catalog } from '../useApp.ts'
import { useDialogs } from '../useDialogs.ts'
import { noRight, usedUpText } from '../words.ts'
import styles from './PlanSection.module.css'

type DialogName = 'upgrade' | 'modify' | 'disable' | 'enable' | 'delete'

interface PlanActionsProps {
  app: AppView
  catalog: Catalog
  open: 'upgrade' | 'modify' | 'enable' | undefined
  onChanged: (changed: PlanChanged) => void
}

/** The buttons of the plan section, why they cannot be pressed, and their dialogs. */
export function PlanActions({ app, catalog, open, onChanged }: PlanActionsProps) {
  const running = app.status === 'enabled'
  const change = app.edition === 'free' ? 'upgrade' : 'modify'
  const usedUp = app.edition === 'free' ? null : usedUpText(app.modification)
  const mayChange = running && app.may.plan && !usedUp
  const mayEnable = app.status === 'disabled' && app.may.disable
  const asked = (open === change && mayChange) || (open === 'enable' && mayEnable) ? open : null
  const dialogs = useDialogs<DialogName>(asked)
  const shown = (['upgrade', 'modify'] as const).find((name) => dialogs.of(name).opened)
  const navigate = useNavigate()
  // A half-made choice is found again at this address: after loading it again, after coming back, after signing in again.
  useEffect(() => {
    if (open !== shown)
      void navigate({
        to: '/apps/$sdkAppId',
        params: { sdkAppId: app.sdkAppId },
        search: shown ? { open: shown } : {},
        replace: true,
        resetScroll: false,
      })
  }, [open, shown, navigate, app.sdkAppId])

  return (
    <div className={styles.actions}>
      <div className={styles.buttons}>
        <Button key={change} onClick={() => dialogs.open(change)} disabled={!mayChange}>
          {change === 'upgrade' ? 'Upgrade' : 'Modify feature configuration'}
        </Button>
        {running ? (
          <Menu>
            <Menu.Target>
              <Button variant="default" rightSection={<ChevronDownIcon size={16} />}>
                More
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => dialogs.open('disable')} disabled={!app.may.disable}>
                Disable app
              </Menu.Item>
              {app.may.disable ? null : <Menu.Label>{noRight(app, 'disable')}</Menu.Label>}
            </Menu.Dropdown>
          </Menu>
        ) : app.status === 'disabled' ? (
          <>
            <Button onClick={() => dialogs.open('enable')} disabled={!mayEnable}>
              Enable app
            </Button>
            <Button variant="default" onClick={() => dialogs.open('delete')} disabled={!app.may.delete}>
              Delete app
            </Button>
          </>
        ) : null}
      </div>
      <Below app={app} usedUp={usedUp} month={monthText(catalog.day, { year: false })} />

      <UpgradeDialog key={`upgrade ${dialogs.opening}`} app={app} catalog={catalog} onChanged={onChanged} {...dialogs.of('upgrade')} />
      <ModifyDialog key={`modify ${dialogs.opening}`} app={app} catalog={catalog} onChanged={onChanged} {...dialogs.of('modify')} />
      <DisablingReminder key={`disable ${dialogs.opening}`} app={app} {...dialogs.of('disable')} />
      <EnableAppDialog key={`enable ${dialogs.opening}`} app={app} {...dialogs.of('enable')} />
      <DeleteAppDialog key={`delete ${dialogs.opening}`} app={app} {...dialogs.of('delete')} />
    </div>
  )
}

/** What one should know before pressing, or why one cannot press. */
function Below({ app, usedUp, month }: { app: AppView; usedUp: string | null; month: string }) {
  const dates = useDates()
  const reason = reasonOf(app)
  if (app.status !== 'enabled') {
    const since = app.status === 'suspended' ? app.suspendedAt : app.disabledAt
    return (
      <>
        <p className={styles.below}>
          {app.status === 'suspended' ? 'Suspended' : 'Disabled'} since {since ? dates.moment(since) : '–'}
          {app.dataLostAt ? (
            <>
              , <span className={styles.lost}>data lost on {dates.moment(app.dataLostAt)}</span>
            </>
          ) : null}
          .
        </p>
        {reason ? <p className={styles.below}>{reason}</p> : null}
      </>
    )
  }
  if (reason) return <p className={styles.below}>{reason}</p>
  if (usedUp) return <p className={styles.below}>{usedUp}</p>
  return app.edition === 'free' ? null : <p className={styles.below}>Once a month. Not used in {month}.</p>
}

function reasonOf(app: AppView): string | null {
  if (app.status === 'enabled') return noRight(app, 'plan')
  if (app.status === 'suspended') return null
  if (!app.may.disable && !app.may.delete) return `Only the owner can enable or delete this app. Ask ${app.ownerName}.`
  return noRight(app, 'disable') ?? noRight(app, 'delete')
}
