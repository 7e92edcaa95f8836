import type { Money as MoneyValue } from '@plenum/contract'
import styles from './Money.module.css'
import { partsOf, signOf } from './money.ts'

interface MoneyProps {
  /** null: nothing yet, shown as a dash. */
  value: MoneyValue | null
  /** Pale digits past the cent: `short` leaves out closing zeros, `all` shows eight decimals. */
  past?: 'none' | 'short' | 'all'
  /** In a column: room for so many digits past the cent, so that the cents of all rows stand below each other. */
  room?: number
  /** Shows a plus, too; less in green, more in ink. */
  signed?: boolean
  struck?: boolean
  /** Tables name the currency once in the head. */
  bare?: boolean
}

/** An amount with tabular digits: `$1,689.96`, `$134.997`, `−$210.01`. */
export function Money({ value, past = 'none', room = 0, signed = false, struck = false, bare = false }: MoneyProps) {
  if (value === null) return <span className={styles.nothing}>–</span>
  const { sign, whole, cents, past: rest } = partsOf(value.amount)
  const tail = past === 'all' ? rest.padEnd(6, '0') : past === 'short' ? rest.replace(/0+$/, '').padEnd(Math.max(1, room), '0') : ''
  const missing = Math.max(0, room - tail.length)
  const plus = signed && signOf(value.amount) === '+' ? '+' : ''
  const text = (
    <>
      {sign || plus}
      {bare ? '' : '$'}
      {whole}.{cents}
      {tail ? <span className={styles.past}>{tail}</span> : null}
      {missing ? (
        <span className={styles.room} aria-hidden="true">
          {'0'.repeat(missing)}
        </span>
      ) : null}
    </>
  )
  return struck ? (
    <s className={styles.struck}>{text}</s>
  ) : (
    <span className={styles.money} data-less={(signed && sign === '−') || undefined}>
      {text}
    </span>
  )
}
