import { say } from '../../../data/said.ts'
import { useAnswer } from '../../../data/useAnswer.ts'
import { useChange } from '../../../data/useChange.ts'
import { Card } from '../../../ui/Card.tsx'
import { Answer, Bars, Empty } from '../../../ui/Faces.tsx'
import { countOf } from '../../../ui/numbers.ts'
import { DeliveryTable } from '../../webhooks/DeliveryTable.tsx'
import type { AppView } from '../useApp.ts'
import styles from './callbacks.module.css'

/** **Last deliveries**: what was asked before, and told after. */
export function CallbackDeliveries({ app, url, reason }: { app: AppView; url: string; reason: string | null }) {
  const { sdkAppId } = app
  const deliveries = useAnswer('callback.deliveries', { sdkAppId }, { refetchEveryMs: 5_000 })
  const change = useChange('callback.repeat')
  const repeat = {
    ...change,
    isPending: change.isPending || reason !== null,
    one: (deliveryId: number) => change.mutate({ sdkAppId, what: { deliveryId } }, { onSuccess: () => say('Sent again.') }),
    from: (from: string) =>
      change.mutate(
        { sdkAppId, what: { from } },
        {
          onSuccess: ({ repeated }) =>
            say(`${countOf(repeated, 'delivery', 'deliveries')} sent again${repeated > 1 ? ', in their order' : ''}.`),
        },
      ),
  }
  return (
    <Card plain title="Last deliveries" aside="Of three days, and the last 1,000 that were asked before">
      <Answer
        of={deliveries}
        waiting={
          <div className={styles.waiting}>
            <Bars rows={3} />
          </div>
        }
      >
        {(page) =>
          page.deliveries.length === 0 ? (
            <Empty>Nothing was asked or told yet. What is stands here with its answer.</Empty>
          ) : (
            <>
              <DeliveryTable deliveries={page.deliveries.map((delivery) => ({ ...delivery, to: url }))} repeat={repeat} />
              {page.next ? <Empty>These are the last {page.deliveries.length}.</Empty> : null}
            </>
          )
        }
      </Answer>
    </Card>
  )
}
