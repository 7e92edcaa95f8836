import { useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useAnswer } from '../../../data/useAnswer.ts'
import { Answer } from '../../../ui/Faces.tsx'
import { AppPageHead } from '../AppPageHead.tsx'
import { type AppView, type Catalog, useApp } from '../useApp.ts'
import { ZoneNote } from '../ZoneNote.tsx'
import { AccountAdministrator } from './AccountAdministrator.tsx'
import styles from './BasicConfiguration.module.css'
import { BasicInfo } from './BasicInfo.tsx'
import { DeletedApp } from './DeletedApp.tsx'
import { FirstSteps, isUntouched } from './FirstSteps.tsx'
import { Keys } from './Keys.tsx'
import { PlanSection } from './PlanSection.tsx'
import { TagConfiguration } from './TagConfiguration.tsx'
import { WaitingCards } from './WaitingCards.tsx'

export function BasicConfiguration() {
  const app = useApp()
  const catalog = useAnswer('plan.catalog', {})
  return (
    <Answer of={app} waiting={<WaitingCards />}>
      {(app) => (
        <Answer of={catalog} waiting={<WaitingCards />}>
          {(catalog) => <Filled app={app} catalog={catalog} />}
        </Answer>
      )}
    </Answer>
  )
}

function Filled({ app, catalog }: { app: AppView; catalog: Catalog }) {
  const { open } = useSearch({ from: '/frame/apps/$sdkAppId/' })
  // They stay while the page is open: the first call is seen where it was made ready.
  const [isNew] = useState(() => isUntouched(app))

  if (app.status === 'deleted' || app.status === 'purged') return <DeletedApp app={app} />
  return (
    <>
      <AppPageHead app={app} />
      <div className={styles.cards}>
        {isNew && app.status === 'enabled' ? <FirstSteps app={app} /> : null}
        <PlanSection app={app} catalog={catalog} open={open} isNew={isNew} />
        <div className={styles.pair}>
          <BasicInfo app={app} />
          <Keys app={app} />
        </div>
        <AccountAdministrator app={app} />
        <TagConfiguration app={app} />
      </div>
      <ZoneNote at={app.createdAt} />
    </>
  )
}
