import { Button } from '@mantine/core'
import type { Output } from '@plenum/contract'
import { useState } from 'react'
import { useAnswer } from '../../data/useAnswer.ts'
import { Card } from '../../ui/Card.tsx'
import { dayText, useDates } from '../../ui/dates.ts'
import { Answer, Bars } from '../../ui/Faces.tsx'
import { FactRows } from '../../ui/FactRows.tsx'
import { Link } from '../../ui/Link.tsx'
import { Money } from '../../ui/Money.tsx'
import styles from './Account.module.css'
import { AddVoucher } from './AddVoucher.tsx'
import { percentText, TaxRate } from './TaxRate.tsx'
import { TopUp } from './TopUp.tsx'

/** What a customer has and owes; the operator enters what was paid and given. */
export function AccountBalance({ accountId }: { accountId: string }) {
  const [opened, setOpened] = useState<'topUp' | 'voucher' | 'taxRate' | null>(null)
  const answer = useAnswer('balance.get', { accountId })
  const close = () => setOpened(null)
  return (
    <Card
      title="Balance"
      action={
        <div className={styles.actions}>
          <Button variant="default" onClick={() => setOpened('voucher')}>
            Add voucher
          </Button>
          <Button variant="default" onClick={() => setOpened('topUp')}>
            Top up
          </Button>
        </div>
      }
    >
      <Answer of={answer} waiting={<Bars rows={4} />}>
        {(balance) => (
          <>
            <Figures of={balance} onTaxRate={() => setOpened('taxRate')} />
            {opened === 'taxRate' ? <TaxRate accountId={accountId} basisPoints={balance.taxBasisPoints} onClose={close} /> : null}
          </>
        )}
      </Answer>
      {opened === 'topUp' ? <TopUp accountId={accountId} onClose={close} /> : null}
      {opened === 'voucher' ? <AddVoucher accountId={accountId} onClose={close} /> : null}
    </Card>
  )
}

function Figures({ of, onTaxRate }: { of: Output<'balance.get'>; onTaxRate: () => void }) {
  const dates = useDates()
  const { balance, cash, vouchers, owed, overdueSince, suspendedFrom, suspendedAt, threshold, taxBasisPoints } = of
  return (
    <FactRows
      facts={[
        { label: 'Balance', value: <Money value={balance} /> },
        ...(overdueSince ? [{ label: `Owed since ${dates.moment(overdueSince)}`, value: <Money value={owed} /> }] : []),
        ...(suspendedAt ? [{ label: 'Suspended since', value: dates.moment(suspendedAt) }] : []),
        ...(suspendedFrom && !suspendedAt ? [{ label: 'Suspended unless paid by', value: dates.moment(suspendedFrom) }] : []),
        { label: 'Cash', value: <Money value={cash} /> },
        ...vouchers.map(({ entryId, rest, expiresOn }, place) => ({
          label: `Voucher${vouchers.length > 1 ? ` ${place + 1}` : ''} through ${dayText(expiresOn)}`,
          value: <Money key={entryId} value={rest} />,
        })),
        {
          label: 'Told when below',
          value: threshold ? <Money value={threshold} /> : 'The customer is not told when the balance falls',
        },
        { label: 'Tax rate', value: percentText(taxBasisPoints), action: <Link onClick={onTaxRate}>Change tax rate</Link> },
      ]}
    />
  )
}
