import { Button } from '@mantine/core'
import type { Output } from '@plenum/contract'
import { useState } from 'react'
import { useAnswer } from '../../../data/useAnswer.ts'
import { Card } from '../../../ui/Card.tsx'
import { Answer, Bars, Empty, NotAllowed } from '../../../ui/Faces.tsx'
import { PageHead } from '../../../ui/PageHead.tsx'
import { NotRunning } from '../NotRunning.tsx'
import { type AppView, useApp } from '../useApp.ts'
import { whyNot } from '../words.ts'
import { ZoneNote } from '../ZoneNote.tsx'
import { CallbackDeliveries } from './CallbackDeliveries.tsx'
import { CallbackUrl } from './CallbackUrl.tsx'
import { Certificate } from './Certificate.tsx'
import styles from './callbacks.module.css'
import { TestDialog } from './TestDialog.tsx'
import { ThirdParty } from './ThirdParty.tsx'
import { UrlDialog } from './UrlDialog.tsx'

export type Callbacks = Output<'callback.get'>

/** **Callback Configuration**: what the app's server is asked before and told after. */
export function CallbackConfiguration() {
  const app = useApp()
  const waiting = (
    <Card>
      <Bars rows={4} />
    </Card>
  )
  return (
    <Answer
      of={app}
      waiting={
        <>
          <PageHead title="Callback Configuration" />
          {waiting}
        </>
      }
    >
      {(app) =>
        app.status === 'enabled' ? (
          <Present app={app} waiting={waiting} />
        ) : (
          <>
            <PageHead title="Callback Configuration" />
            <NotRunning app={app} />
          </>
        )
      }
    </Answer>
  )
}

function Present({ app, waiting }: { app: AppView; waiting: React.ReactNode }) {
  const callbacks = useAnswer('callback.get', { sdkAppId: app.sdkAppId }, { refetchEveryMs: 5_000 })
  const [open, setOpen] = useState<'url' | 'test' | null>(null)
  const reason = whyNot(app, 'develop') ?? null
  const isSet = callbacks.data?.url !== null && callbacks.data !== undefined
  return (
    <>
      <PageHead
        title="Callback Configuration"
        below="Your server is asked before something happens, and told after it has."
        action={
          isSet ? (
            <Button onClick={() => setOpen('test')} disabled={reason !== null}>
              Test
            </Button>
          ) : null
        }
        reason={isSet ? reason : null}
      />
      <Answer of={callbacks} waiting={waiting}>
        {(present) =>
          present.url === null ? (
            <Card>
              <Empty
                action={
                  <Button onClick={() => setOpen('url')} disabled={reason !== null}>
                    Set callback URL
                  </Button>
                }
              >
                No callback URL yet. With one, your server can refuse or change messages, and hears of what happens.
              </Empty>
              {reason ? <NotAllowed>{reason}</NotAllowed> : null}
            </Card>
          ) : (
            <div className={styles.cards}>
              <CallbackUrl app={app} callbacks={present} reason={reason} onEdit={() => setOpen('url')} />
              <ThirdParty app={app} callbacks={present} reason={reason} />
              <Certificate app={app} callbacks={present} reason={reason} />
              <CallbackDeliveries app={app} url={present.url} reason={reason} />
              <ZoneNote at={app.createdAt} />
            </div>
          )
        }
      </Answer>
      {open === 'url' && callbacks.data ? <UrlDialog app={app} callbacks={callbacks.data} onClose={() => setOpen(null)} /> : null}
      {open === 'test' && callbacks.data ? <TestDialog app={app} callbacks={callbacks.data} onClose={() => setOpen(null)} /> : null}
    </>
  )
}
