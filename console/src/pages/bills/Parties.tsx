import type { Output } from '@plenum/contract'
import { Card } from '../../ui/Card.tsx'
import styles from './Bill.module.css'

type Party = NonNullable<Output<'bill.get'>['customer']>

/** Who is paid and who pays, as of the close of the month. */
export function Parties({ issuer, customer }: Pick<Output<'bill.get'>, 'issuer' | 'customer'>) {
  if (!issuer && !customer) return null
  return (
    <Card>
      <dl className={styles.parties}>
        {issuer ? <Side label="From" party={issuer} /> : null}
        {customer ? <Side label="To" party={customer} /> : null}
      </dl>
    </Card>
  )
}

function Side({ label, party }: { label: string; party: Party }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <PartyLines party={party} />
      </dd>
    </div>
  )
}

export function PartyLines({ party: { name, lines, country, taxNumber } }: { party: Party }) {
  return (
    <address className={styles.party}>
      <b>{name}</b>
      {[...lines, country].filter(Boolean).map((line) => (
        <span key={line}>{line}</span>
      ))}
      {taxNumber ? <span>Tax number {taxNumber}</span> : null}
    </address>
  )
}
