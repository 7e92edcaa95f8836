import type { ReactNode } from 'react'
import { Card } from '../../../ui/Card.tsx'
import { Answer, Bars } from '../../../ui/Faces.tsx'
import { PageHead } from '../../../ui/PageHead.tsx'
import { NotRunning } from '../NotRunning.tsx'
import { type AppView, useApp } from '../useApp.ts'

/** A page of **Auxiliary Tools**: of an app that runs. */
export function ToolPage({ title, children }: { title: string; children: (app: AppView) => ReactNode }) {
  const app = useApp()
  return (
    <>
      <PageHead title={title} />
      <Answer
        of={app}
        waiting={
          <Card>
            <Bars rows={3} />
          </Card>
        }
      >
        {(app) => (app.status === 'enabled' ? children(app) : <NotRunning app={app} />)}
      </Answer>
    </>
  )
}
