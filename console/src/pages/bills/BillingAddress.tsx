import { Textarea, TextInput } from '@mantine/core'
import type { Output } from '@plenum/contract'
import { useState } from 'react'
import { saying } from '../../data/said.ts'
import { useRights } from '../../data/session.ts'
import { useAnswer } from '../../data/useAnswer.ts'
import { useChange } from '../../data/useChange.ts'
import { Card } from '../../ui/Card.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { dayText } from '../../ui/dates.ts'
import { Answer, Bars, NotAllowed } from '../../ui/Faces.tsx'
import { Link } from '../../ui/Link.tsx'
import styles from './Bill.module.css'
import { PartyLines } from './Parties.tsx'

type Address = Output<'account.getBillingAddress'>

/** What bills are addressed to, from the month of today on. The operator names whose. */
export function BillingAddress(whose: { accountId?: string }) {
  const may = useRights().may('plan')
  const [editing, setEditing] = useState(false)
  const answer = useAnswer('account.getBillingAddress', whose)
  return (
    <Card title="Billing address" action={may && answer.data ? <Link onClick={() => setEditing(true)}>Edit</Link> : null}>
      <Answer of={answer} waiting={<Bars rows={2} />}>
        {({ address, sinceDay, accountName }) => (
          <>
            {address ? <PartyLines party={address} /> : <p>{accountName}</p>}
            <p className={styles.note}>
              {address && sinceDay ? `Since ${dayText(sinceDay)}.` : 'None set: bills are addressed to the name of the account.'} The bill
              of a month has the address of its last day.
            </p>
            {may ? null : <NotAllowed>Only the owner, and whom the owner lets change plans, can change it.</NotAllowed>}
          </>
        )}
      </Answer>
      {editing && answer.data ? <Edit whose={whose} present={answer.data} onClose={() => setEditing(false)} /> : null}
    </Card>
  )
}

interface EditProps {
  whose: { accountId?: string }
  present: Address
  onClose: () => void
}

function Edit({ whose, present: { address, accountName }, onClose }: EditProps) {
  const change = useChange('account.setBillingAddress')
  const [name, setName] = useState(address?.name ?? accountName)
  const [lines, setLines] = useState(address?.lines.join('\n') ?? '')
  const [country, setCountry] = useState(address?.country ?? '')
  const [taxNumber, setTaxNumber] = useState(address?.taxNumber ?? '')
  const wanted = {
    name: name.trim(),
    lines: lines
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean),
    country: country.trim(),
    taxNumber: taxNumber.trim(),
  }
  const tooLong = wanted.lines.length > 6 || wanted.lines.some((line) => line.length > 100)
  return (
    <Dialog
      opened
      focusField
      onClose={onClose}
      title="Billing address"
      below="Stands on the bills from this month on. Issued bills stay as they are."
      refused={change.error}
      confirm={{
        label: 'Save',
        onConfirm: () =>
          change.mutate({ ...whose, address: wanted }, { onSuccess: saying('The bill of this month will have this address.', onClose) }),
        disabled: wanted.name === '' || tooLong,
        waiting: change.isPending,
      }}
    >
      <div className={styles.fields}>
        <TextInput label="Name" data-autofocus maxLength={120} value={name} onChange={(event) => setName(event.currentTarget.value)} />
        <Textarea
          label="Address"
          description="Up to 6 lines of 100 characters."
          autosize
          minRows={3}
          maxRows={6}
          value={lines}
          error={tooLong ? 'This is more than 6 lines of 100 characters.' : null}
          onChange={(event) => setLines(event.currentTarget.value)}
        />
        <TextInput label="Country" maxLength={60} value={country} onChange={(event) => setCountry(event.currentTarget.value)} />
        <TextInput label="Tax number" maxLength={40} value={taxNumber} onChange={(event) => setTaxNumber(event.currentTarget.value)} />
      </div>
    </Dialog>
  )
}
