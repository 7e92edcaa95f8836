import type { AppSettings } from '@plenum/contract'
import type { ReactNode } from 'react'
import { useAnswer } from '../../../data/useAnswer.ts'
import { Card } from '../../../ui/Card.tsx'
import { Answer, Bars, NotAllowed } from '../../../ui/Faces.tsx'
import { PageHead } from '../../../ui/PageHead.tsx'
import { NotRunning } from '../NotRunning.tsx'
import { type AppView, useApp } from '../useApp.ts'
import { noRight } from '../words.ts'
import styles from './FeaturePage.module.css'

export interface Configured {
  app: AppView
  settings: AppSettings
}

/** A page of **Feature Configuration**: its cards, once it is known what is set. */
export function FeaturePage({ title, children }: { title: string; children: (configured: Configured) => ReactNode }) {
  const app = useApp()
  const waiting = (
    <div className={styles.cards}>
      <Card>
        <Bars rows={4} />
      </Card>
      <Card>
        <Bars rows={2} />
      </Card>
    </div>
  )
  return (
    <>
      <PageHead title={title} />
      <Answer of={app} waiting={waiting}>
        {(app) => (app.status === 'enabled' ? <Cards app={app} waiting={waiting} of={children} /> : <NotRunning app={app} />)}
      </Answer>
    </>
  )
}

function Cards({ app, waiting, of }: { app: AppView; waiting: ReactNode; of: (configured: Configured) => ReactNode }) {
  const answer = useAnswer('settings.get', { sdkAppId: app.sdkAppId })
  const reason = noRight(app, 'develop')
  return (
    <Answer of={answer} waiting={waiting}>
      {({ settings }) => (
        <div className={styles.cards}>
          {reason ? <NotAllowed>{reason}</NotAllowed> : null}
          {of({ app, settings })}
        </div>
      )}
    </Answer>
  )
}
