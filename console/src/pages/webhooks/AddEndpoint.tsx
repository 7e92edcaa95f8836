import { Checkbox, TextInput } from '@mantine/core'
import type { WebhookType } from '@plenum/contract'
import { useState } from 'react'
import { useSession } from '../../data/session.ts'
import { useChange } from '../../data/useChange.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { events } from './event-words.ts'
import { ShownSecret } from './ShownSecret.tsx'
import styles from './webhooks.module.css'

export function AddEndpoint({ onClose }: { onClose: () => void }) {
  const { person } = useSession()
  const add = useChange('endpoint.add')
  const [url, setUrl] = useState('')
  const [chosen, setChosen] = useState<WebhookType[]>(events.map(({ type }) => type))
  const [allAccounts, setAllAccounts] = useState(false)

  if (add.data) return <ShownSecret title="Endpoint added" secret={add.data.secret} below={add.data.endpoint.url} onClose={onClose} />
  return (
    <Dialog
      focusField
      opened
      onClose={onClose}
      title="Add endpoint"
      below="Plenum sends a POST with JSON there, signed by the Standard Webhooks scheme."
      refused={add.error}
      confirm={{
        onConfirm: () => add.mutate({ url: url.trim(), events: chosen, allAccounts }),
        disabled: url.trim() === '' || chosen.length === 0,
        waiting: add.isPending,
      }}
    >
      <TextInput
        data-autofocus
        label="Address"
        placeholder="https://"
        maxLength={500}
        value={url}
        onChange={(event) => setUrl(event.currentTarget.value)}
      />
      <Checkbox.Group
        label="Events"
        value={chosen}
        onChange={(value) => setChosen(value as WebhookType[])}
        classNames={{ root: styles.group as string }}
      >
        <div className={styles.events}>
          {events.map(({ type, name, when }) => (
            <Checkbox key={type} value={type} label={name} description={when} />
          ))}
        </div>
      </Checkbox.Group>
      {person.operator ? (
        <div className={styles.group}>
          <Checkbox
            label="Of all accounts"
            description="Otherwise only of the operator’s own."
            checked={allAccounts}
            onChange={(event) => setAllAccounts(event.currentTarget.checked)}
          />
        </div>
      ) : null}
    </Dialog>
  )
}
