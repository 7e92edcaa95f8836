import type { AuditEntry } from '@plenum/contract'
import { Link as RouterLink } from '@tanstack/react-router'
import { dayText, useDates } from '../../../ui/dates.ts'
import { isZero, moneyText } from '../../../ui/money.ts'
import { actorText, titleOf, toneOf } from './entry-words.ts'
import styles from './Ledger.module.css'

export function Entry({ entry, namesApp }: { entry: AuditEntry; namesApp: boolean }) {
  const dates = useDates()
  const { changes, note } = entry
  const price = priceText(entry)
  return (
    <li className={styles.entry} data-tone={toneOf(entry)}>
      <time dateTime={entry.at} className={styles.when}>
        <b>{dayText(dates.dayOf(entry.at), { year: false })}</b>
        <span>{dates.time(entry.at)}</span>
      </time>
      <div className={styles.what}>
        <h3>
          {titleOf(entry)} <span>{actorText(entry)}</span>
        </h3>
        {namesApp && entry.sdkAppId ? (
          <RouterLink to="/apps/$sdkAppId/ledger" params={{ sdkAppId: entry.sdkAppId }} className={styles.app}>
            {entry.appName} · {entry.sdkAppId}
          </RouterLink>
        ) : null}
        {changes.length > 0 ? (
          <dl>
            {changes.map((change) => (
              <div key={change.field}>
                <dt>{change.field}</dt>
                <dd>
                  {change.before === null ? null : <span>{change.before || 'none'}</span>}
                  {change.before !== null && change.after !== null ? <i aria-hidden="true"> → </i> : null}
                  {change.after === null ? <i> removed</i> : <b>{change.after || 'none'}</b>}
                </dd>
              </div>
            ))}
          </dl>
        ) : null}
      </div>
      {price || note ? (
        <div className={styles.bill}>
          {price ? <b className={styles.amount}>{price}</b> : null}
          {note ? <span className={styles.note}>{note}</span> : null}
        </div>
      ) : null}
    </li>
  )
}

/** What it does to the list price of a month. */
function priceText({ action, priceDifference }: AuditEntry): string | null {
  if (action === 'app.created') return 'Free'
  if (priceDifference === null) return null
  return isZero(priceDifference.amount) ? 'No change' : `${moneyText(priceDifference, { signed: true })} a month`
}
