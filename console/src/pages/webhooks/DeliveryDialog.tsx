import { say } from '../../data/said.ts'
import { useChange } from '../../data/useChange.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { useDates } from '../../ui/dates.ts'
import { Facts } from '../../ui/FactRows.tsx'
import { type Delivery, Result } from './DeliveryTable.tsx'
import styles from './webhooks.module.css'

/** One delivery with all that was sent and what came back. */
export function DeliveryDialog({ delivery, onClose }: { delivery: Delivery; onClose: () => void }) {
  const { deliveryId, type, to, at, body, triedAt, answer } = delivery
  const repeat = useChange('delivery.repeat')
  const dates = useDates()
  return (
    <Dialog
      opened
      onClose={onClose}
      title={type}
      below={to}
      refused={repeat.error}
      cancelLabel="Close"
      confirm={{
        label: 'Repeat',
        onConfirm: () => repeat.mutate({ deliveryId }, { onSuccess: () => say('Sent again. The receiver knows it by the same id.') }),
        waiting: repeat.isPending,
      }}
    >
      <Facts
        facts={[
          { label: 'Happened', value: dates.moment(at) },
          { label: 'Last sent', value: triedAt ? dates.moment(triedAt, { seconds: true }) : '–' },
          { label: 'Result', value: <Result delivery={delivery} /> },
        ]}
      />
      <section className={styles.part}>
        <h3>Request</h3>
        <pre className={styles.text}>{readable(body)}</pre>
      </section>
      <section className={styles.part}>
        <h3>Answer{answer ? ` after ${answer.tookMs} ms` : ''}</h3>
        <pre className={styles.text}>{answer ? readable(answer.text) || answer.error || 'No body' : 'None yet'}</pre>
      </section>
    </Dialog>
  )
}

function readable(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2)
  } catch {
    return text
  }
}
