import { Dialog } from '../../ui/Dialog.tsx'
import { Secret } from '../people/OneTimeLink.tsx'
import styles from './webhooks.module.css'

interface ShownSecretProps {
  title: string
  below: string
  secret: string
  /** What else there is to know. */
  note?: string
  onClose: () => void
}

export function ShownSecret({ title, below, secret, note, onClose }: ShownSecretProps) {
  return (
    <Dialog opened onClose={onClose} title={title} below={below} cancelLabel="Close">
      <p>The receiver needs this secret to know that a call is Plenum’s. It is shown this once.</p>
      <div className={styles.part}>
        <Secret value={secret} what="secret" />
      </div>
      {note ? <p className={styles.note}>{note}</p> : null}
    </Dialog>
  )
}
