import { Dialog } from '../../ui/Dialog.tsx'
import { useDates } from '../../ui/dates.ts'
import { FactRows } from '../../ui/FactRows.tsx'
import { Link } from '../../ui/Link.tsx'
import { type Delivery, type Repeat, Result } from './DeliveryTable.tsx'
import styles from './webhooks.module.css'

/** One delivery with all that was sent and what came back. */
export function DeliveryDialog({ delivery, repeat, onClose }: { delivery: Delivery; repeat: Repeat; onClose: () => void }) {
  const { deliveryId, type, to, at, body, triedAt, answer, verdict } = delivery
  const dates = useDates()
  return (
    <Dialog
      opened
      onClose={onClose}
      title={type}
      below={to}
      refused={repeat.error}
      cancelLabel="Close"
      {...(!verdict && { confirm: { label: 'Repeat', onConfirm: () => repeat.one(deliveryId), waiting: repeat.isPending } })}
    >
      <FactRows
        facts={[
          { label: 'Happened', value: dates.moment(at) },
          { label: verdict ? 'Asked' : 'Last sent', value: triedAt ? dates.moment(triedAt, { seconds: true }) : '–' },
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
      {repeat.from && !verdict ? (
        <p className={styles.note}>
          <Link onClick={() => repeat.from?.(at)}>Repeat this and all after it</Link>
        </p>
      ) : null}
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
