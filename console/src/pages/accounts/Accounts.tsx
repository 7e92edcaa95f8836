import { Button, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import type { Output } from '@plenum/contract'
import { Link as RouterLink } from '@tanstack/react-router'
import { useState } from 'react'
import { useSession } from '../../data/session.ts'
import { useAnswer } from '../../data/useAnswer.ts'
import { NotFound } from '../../frame/NotFound.tsx'
import { Card } from '../../ui/Card.tsx'
import { useDates } from '../../ui/dates.ts'
import { Answer, Bars, Empty } from '../../ui/Faces.tsx'
import { PlusIcon, SearchIcon } from '../../ui/icons.tsx'
import { Money } from '../../ui/Money.tsx'
import { count } from '../../ui/numbers.ts'
import { PageHead } from '../../ui/PageHead.tsx'
import table from '../../ui/Table.module.css'
import { Tag } from '../../ui/Tag.tsx'
import { InviteCustomer } from './InviteCustomer.tsx'

/** The operator's: all accounts of the installation. */
export function Accounts() {
  return useSession().person.operator ? <AccountList /> : <NotFound />
}

function AccountList() {
  const [typed, setTyped] = useState('')
  const [inviting, setInviting] = useState(false)
  const [search] = useDebouncedValue(typed.trim(), 200)
  const answer = useAnswer('account.list', search === '' ? { limit: 200 } : { search, limit: 200 }, { keepPrevious: true })
  return (
    <>
      <PageHead
        title="Accounts"
        below="All customers of this installation"
        action={
          <Button leftSection={<PlusIcon />} onClick={() => setInviting(true)}>
            Open an account
          </Button>
        }
      />
      <TextInput
        type="search"
        placeholder="Name or e-mail address"
        aria-label="Name or e-mail address"
        leftSection={<SearchIcon />}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        style={{ maxWidth: 300, marginBottom: 20 }}
      />
      <Card plain>
        <Answer
          of={answer}
          waiting={
            <div style={{ padding: '16px 32px' }}>
              <Bars rows={5} />
            </div>
          }
        >
          {({ accounts, next }) =>
            accounts.length === 0 ? (
              <Empty>No account matches this search.</Empty>
            ) : (
              <>
                <AccountTable accounts={accounts} />
                {next ? <Empty>These are the first {accounts.length}. Search to find the others.</Empty> : null}
              </>
            )
          }
        </Answer>
      </Card>
      {inviting ? <InviteCustomer onClose={() => setInviting(false)} /> : null}
    </>
  )
}

function AccountTable({ accounts }: { accounts: Output<'account.list'>['accounts'] }) {
  const dates = useDates()
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th scope="col">Account</th>
          <th scope="col">Owner</th>
          <th scope="col" className={table.figure}>
            Apps
          </th>
          <th scope="col" className={table.figure}>
            People
          </th>
          <th scope="col" className={table.figure}>
            Opened
          </th>
          <th scope="col" className={table.figure}>
            Balance, USD
          </th>
        </tr>
      </thead>
      <tbody>
        {accounts.map((account) => (
          <tr key={account.accountId}>
            <th scope="row" className={table.strong}>
              <RouterLink to="/accounts/$accountId" params={{ accountId: account.accountId }}>
                {account.name}
              </RouterLink>
            </th>
            <td>
              {account.ownerName} <span className={table.quiet}>{account.ownerEmail}</span>
            </td>
            <td className={table.figure} data-label="Apps">
              {count(account.apps)}
            </td>
            <td className={table.figure} data-label="People">
              {count(account.persons)}
            </td>
            <td className={table.figure} data-label="Opened">
              {dates.day(account.createdAt)}
            </td>
            <td className={table.figure} data-label="Balance">
              {standingOf(account)} <Money value={account.balance} bare />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function standingOf({ overdueSince, suspendedAt }: Output<'account.list'>['accounts'][number]) {
  if (suspendedAt) return <Tag tone="warn">Suspended</Tag>
  return overdueSince ? <Tag tone="warn">Overdue</Tag> : null
}
