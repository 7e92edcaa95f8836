import { Button } from '@mantine/core'
import { useState } from 'react'
import { useRights } from '../../data/session.ts'
import { useAnswer } from '../../data/useAnswer.ts'
import { Card } from '../../ui/Card.tsx'
import { useDates } from '../../ui/dates.ts'
import { Answer, Bars, Empty, NotAllowed } from '../../ui/Faces.tsx'
import { PlusIcon } from '../../ui/icons.tsx'
import { Link } from '../../ui/Link.tsx'
import { PageHead } from '../../ui/PageHead.tsx'
import table from '../../ui/Table.module.css'
import { grantsText, scopeText } from '../people/access-words.ts'
import { roleName } from '../people/roles.ts'
import { CreateApiKey } from './CreateApiKey.tsx'
import { type ApiKeyView, RevokeApiKey } from './RevokeApiKey.tsx'

export function ApiKeys() {
  const rights = useRights()
  return rights.people ? (
    <ApiKeyList />
  ) : (
    <>
      <PageHead title="API keys" />
      <NotAllowed>API keys are seen and made by the owner and administrators.</NotAllowed>
    </>
  )
}

function ApiKeyList() {
  const answer = useAnswer('apiKey.list', {})
  const [creating, setCreating] = useState(false)
  const [revoking, setRevoking] = useState<ApiKeyView | null>(null)
  const createButton = (
    <Button leftSection={<PlusIcon />} onClick={() => setCreating(true)}>
      Create API key
    </Button>
  )
  return (
    <>
      <PageHead
        title="API keys"
        below="For automation over the HTTP API"
        action={answer.data?.apiKeys.length === 0 ? null : createButton}
      />
      <Card plain>
        <Answer
          of={answer}
          waiting={
            <div style={{ padding: '16px 32px' }}>
              <Bars rows={3} />
            </div>
          }
        >
          {({ apiKeys }) =>
            apiKeys.length === 0 ? (
              <Empty action={createButton}>No API key yet. With one, a program does what a person does here.</Empty>
            ) : (
              <table className={table.table}>
                <thead>
                  <tr>
                    <th scope="col">Name</th>
                    <th scope="col">Role</th>
                    <th scope="col">Apps</th>
                    <th scope="col">Also allowed</th>
                    <th scope="col">Created</th>
                    <th scope="col">Last used</th>
                    <th scope="col">
                      <span className={table.hidden}>Actions</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {apiKeys.map((key) => (
                    <ApiKeyRow key={key.apiKeyId} apiKey={key} onRevoke={() => setRevoking(key)} />
                  ))}
                </tbody>
              </table>
            )
          }
        </Answer>
      </Card>
      {creating ? <CreateApiKey onClose={() => setCreating(false)} /> : null}
      {revoking ? <RevokeApiKey apiKey={revoking} onClose={() => setRevoking(null)} /> : null}
    </>
  )
}

function ApiKeyRow({ apiKey, onRevoke }: { apiKey: ApiKeyView; onRevoke: () => void }) {
  const dates = useDates()
  return (
    <tr>
      <th scope="row">
        <span className={table.strong}>{apiKey.name}</span>
        <br />
        <span className={table.quiet}>
          <code>{apiKey.prefix}…</code>
        </span>
      </th>
      <td>{roleName(apiKey.role)}</td>
      <td data-label="Apps" className={table.long}>
        {scopeText(apiKey.scope)}
      </td>
      <td data-label="Also allowed" data-none={apiKey.grants.length === 0 || undefined}>
        {grantsText(apiKey.grants)}
      </td>
      <td data-label="Created">
        {dates.day(apiKey.createdAt)} <span className={table.quiet}>by {apiKey.createdBy}</span>
      </td>
      <td data-label="Last used" data-none={apiKey.lastUsedAt === null || undefined}>
        {apiKey.lastUsedAt ? dates.day(apiKey.lastUsedAt) : '–'}
      </td>
      <td>
        <div className={table.actions}>
          {apiKey.revokedAt ? (
            <span className={table.quiet}>Revoked {dates.day(apiKey.revokedAt)}</span>
          ) : (
            <Link tone="ink" onClick={onRevoke} label={`Revoke ${apiKey.name}`}>
              Revoke
            </Link>
          )}
        </div>
      </td>
    </tr>
  )
}
