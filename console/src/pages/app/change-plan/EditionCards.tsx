import { Money } from '../../../ui/Money.tsx'
import { count } from '../../../ui/numbers.ts'
import { editionName } from '../../../ui/plans.ts'
import type { Catalog } from '../useApp.ts'
import styles from './change-plan.module.css'
import { type PaidEdition, termsOf } from './usePlanChoice.ts'

interface EditionCardsProps {
  catalog: Catalog
  chosen: PaidEdition
  onChoose: (edition: PaidEdition) => void
  labelledBy: string
}

/** Pro or Ultimate, with price and what one gets. Free is never among them. */
export function EditionCards({ catalog, chosen, onChoose, labelledBy }: EditionCardsProps) {
  const words = {
    pro: `Users without limit, ${count(catalog.overage.dailyUsersIncluded)} of them a day included`,
    ultimate: 'All of Pro, larger limits, communities, read receipts, user status',
  }
  return (
    <div className={styles.editions} role="radiogroup" aria-labelledby={labelledBy}>
      {(['pro', 'ultimate'] as const).map((edition) => (
        <label key={edition} className={styles.edition}>
          <span className={styles.editionHead}>
            <input
              type="radio"
              name="edition"
              value={edition}
              checked={chosen === edition}
              onChange={() => onChoose(edition)}
              aria-label={editionName(edition)}
            />
            <b>{editionName(edition)}</b>
            <span>
              <Money value={termsOf(catalog, edition).price} /> <small>/ month</small>
            </span>
          </span>
          <p>{words[edition]}</p>
        </label>
      ))}
    </div>
  )
}
