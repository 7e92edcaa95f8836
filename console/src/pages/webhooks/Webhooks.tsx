import { Button } from '@mantine/core'
import type { Output } from '@plenum/contract'
import { useState } from 'react'
import { say } from '../../data/said.ts'
import { useRights, useSession } from '../../data/session.ts'
import { useAnswer } from '../../data/useAnswer.ts'
import { useChange } from '../../data/useChange.ts'
import { Card } from '../../ui/Card.tsx'
import { Answer, Bars, Empty, NotAllowed } from '../../ui/Faces.tsx'
import { PlusIcon } from '../../ui/icons.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import { AddEndpoint } from './AddEndpoint.tsx'
import { DeliveryTable } from './DeliveryTable.tsx'
import { EndpointTable } from './EndpointTable.tsx'
import styles from './webhooks.module.css'

/** Who is told by HTTP of bills, suspension and restoring, and what was sent. */
export function Webhooks() {
  const rights = useRights()
  const { scope, person } = useSession()
  if (rights.people && (scope === 'all' || person.operator)) return <Endpoints />
  return (
    <>
      <PageHead title="Webhooks" />
      <NotAllowed>Webhooks are seen and set by the owner, and by administrators who see all apps.</NotAllowed>
    </>
  )
}

const waiting = (
  <div className={styles.waiting}>
    <Bars rows={3} />
  </div>
)

function Endpoints() {
  const { person } = useSession()
  const answer = useAnswer('endpoint.list', {})
  const deliveries = useAnswer('delivery.list', {}, { refetchEveryMs: 5_000 })
  const [adding, setAdding] = useState(false)
  const addButton = (
    <Button leftSection={<PlusIcon />} onClick={() => setAdding(true)}>
      Add endpoint
    </Button>
  )
  return (
    <>
      <PageHead
        title="Webhooks"
        below={`Addresses that Plenum tells of bills, suspension and restoring${person.operator ? ', of this account or of all' : ''}`}
        action={answer.data?.endpoints.length === 0 ? null : addButton}
      />
      <div className={styles.cards}>
        <Card plain title="Endpoints">
          <Answer of={answer} waiting={waiting}>
            {({ endpoints }) =>
              endpoints.length === 0 ? (
                <Empty action={addButton}>No endpoint yet. With one, a payment system hears of a bill as soon as it is issued.</Empty>
              ) : (
                <EndpointTable endpoints={endpoints} />
              )
            }
          </Answer>
        </Card>
        <Card plain title="Last deliveries" aside="Kept for 30 days">
          <Answer of={deliveries} waiting={waiting}>
            {(page) => <Deliveries page={page} endpoints={answer.data?.endpoints ?? []} />}
          </Answer>
        </Card>
      </div>
      {adding ? <AddEndpoint onClose={() => setAdding(false)} /> : null}
    </>
  )
}

function Deliveries({ page, endpoints }: { page: Output<'delivery.list'>; endpoints: Output<'endpoint.list'>['endpoints'] }) {
  const urls = new Map(endpoints.map(({ endpointId, url }) => [endpointId, url]))
  const change = useChange('delivery.repeat')
  const repeat = {
    ...change,
    one: (deliveryId: number) =>
      change.mutate({ deliveryId }, { onSuccess: () => say('Sent again. The receiver knows it by the same id.') }),
  }
  if (page.deliveries.length === 0) return <Empty>Nothing was sent yet. What is sent stands here with its answer.</Empty>
  return (
    <>
      <DeliveryTable
        deliveries={page.deliveries.map((delivery) => ({ ...delivery, to: urls.get(delivery.endpointId) ?? '' }))}
        repeat={repeat}
      />
      {page.next ? <Empty>These are the last {page.deliveries.length}.</Empty> : null}
    </>
  )
}
