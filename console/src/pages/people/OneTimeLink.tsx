import { useSession } from '../../data/session.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import styles from './Secret.module.css'

interface OneTimeLinkProps {
  title: string
  email: string
  link: string
  /** "7 days". */
  holds: string
  onClose: () => void
}

/** A link that works once, to copy and hand over; also sent where mail is set up. */
export function OneTimeLink({ title, email, link, holds, onClose }: OneTimeLinkProps) {
  const { installation } = useSession()
  return (
    <Dialog opened onClose={onClose} title={title} below={`For ${email}. Works once, for ${holds}.`} cancelLabel="Close">
      <Secret value={link} what="link" />
      <p className={styles.note}>
        {installation.mail ? 'It was also sent by mail.' : 'This installation sends no mail: hand it over yourself.'} It is not shown again.
      </p>
    </Dialog>
  )
}

export function Secret({ value, what }: { value: string; what: string }) {
  return (
    <div className={styles.secret}>
      <code>{value}</code>
      <CopyButton value={value} what={what} withWord />
    </div>
  )
}
