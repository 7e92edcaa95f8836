import { CopyButton } from '../../../ui/CopyButton.tsx'
import { useDates } from '../../../ui/dates.ts'
import { FactRows } from '../../../ui/FactRows.tsx'
import { EyeIcon } from '../../../ui/icons.tsx'
import { Link } from '../../../ui/Link.tsx'
import type { AppView } from '../useApp.ts'
import styles from './cards.module.css'

interface KeyFactsProps {
  /** "Key", or "Key 2" during rotation. */
  name: string
  facts: AppView['keys'][number]
  /** What holds for all keys is said once. */
  first: boolean
  /** null: hidden. */
  secret: string | null
  onShow: () => void
  onHide: () => void
  mayShow: boolean
  /** null: the only key, which stays. */
  onRemove: (() => void) | null
  mayRemove: boolean
}

export function KeyFacts({ name, facts, first, secret, onShow, onHide, mayShow, onRemove, mayRemove }: KeyFactsProps) {
  const dates = useDates()
  const { createdAt, lastShownAt, lastShownBy } = facts
  const shown = lastShownAt ? `${dates.day(lastShownAt)}, ${lastShownBy}` : 'Never'
  const remove = onRemove ? (
    <Link onClick={onRemove} tone="ink" disabled={!mayRemove} label={`Remove ${name}`}>
      Remove
    </Link>
  ) : null
  return (
    <div className={styles.key}>
      <FactRows
        facts={[
          secret === null
            ? {
                label: name,
                value: (
                  <span className={styles.dots} role="img" aria-label="hidden">
                    ••••••••••
                  </span>
                ),
                action: (
                  <span className={styles.display}>
                    {remove}
                    <Link onClick={onShow} disabled={!mayShow} label={name === 'Key' ? undefined : `Display key: ${name}`}>
                      <EyeIcon size={16} /> Display key
                    </Link>
                  </span>
                ),
              }
            : {
                label: name,
                value: (
                  <span className={styles.shownKey}>
                    <span className={styles.secret}>{secret}</span>
                    <span className={styles.keyActions}>
                      <CopyButton value={secret} what={name} withWord />
                      {remove}
                      <Link onClick={onHide} tone="ink">
                        Hide
                      </Link>
                    </span>
                  </span>
                ),
              },
          ...(first ? [{ label: 'Algorithm', value: <span className={styles.word}>HMAC-SHA256</span> }] : []),
          { label: 'Created', value: dates.day(createdAt) },
          { label: 'Last shown', value: shown },
        ]}
      />
    </div>
  )
}
