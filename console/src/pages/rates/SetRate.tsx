import { TextInput } from '@mantine/core'
import type { Output } from '@plenum/contract'
import { useId, useState } from 'react'
import { saying } from '../../data/said.ts'
import { useChange } from '../../data/useChange.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import styles from './Rates.module.css'
import { documentedText, type Rate, rateText, wordsOf } from './rate-words.ts'

interface Props {
  /** null: the name is typed. */
  rate: Rate | null
  /** All that can be set. */
  names: string[]
  app: Output<'rate.list'>['app']
  onClose: () => void
}

/** Sets one for all apps or for one; an empty field takes it away. */
export function SetRate({ rate, names, app, onClose }: Props) {
  const listId = useId()
  const present = rate && (app ? rate.own : rate.forAll)
  const [name, setName] = useState(rate?.name ?? '')
  const [typed, setTyped] = useState(present === null ? '' : String(present))
  const value = typed.trim() === '' ? null : /^[1-9]\d{0,6}$/.test(typed.trim()) ? Number(typed) : undefined
  const setDefaults = useChange('rate.setDefaults')
  const setOwn = useChange('app.setRates')
  const rates = { [name.trim()]: value ?? null }
  const whose = app ? app.name : 'all apps'
  const onSuccess = saying(
    value === null ? `${wordsOf(name)} is no longer set for ${whose}.` : `${wordsOf(name)} is set for ${whose} from the next request on.`,
    onClose,
  )
  return (
    <Dialog
      opened
      focusField
      onClose={onClose}
      title={rate ? wordsOf(rate.name) : 'Set a rate'}
      below={app ? `${app.name} · SDKAppID ${app.sdkAppId}` : 'All apps that have nothing of their own set'}
      refused={app ? setOwn.error : setDefaults.error}
      confirm={{
        label: 'Save',
        onConfirm: () =>
          app ? setOwn.mutate({ sdkAppId: app.sdkAppId, rates }, { onSuccess }) : setDefaults.mutate({ rates }, { onSuccess }),
        disabled: name.trim() === '' || value === undefined || value === present,
        waiting: setOwn.isPending || setDefaults.isPending,
      }}
    >
      <div className={styles.fields}>
        {rate ? (
          <p className={styles.note}>
            Documented: {documentedText(rate)}. {app && rate.forAll !== null ? `For all apps: ${rateText(rate.forAll, rate.per)}. ` : ''}
            {present === null ? `Not set for ${whose}.` : `Set for ${whose}: ${rateText(present, rate.per)}.`}
          </p>
        ) : (
          <TextInput
            label="Name"
            description="As commands use it: a path such as openim/sendmsg, default, or messagesPerGroup."
            autoComplete="off"
            maxLength={100}
            data-autofocus
            list={listId}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
        )}
        <datalist id={listId}>
          {names.map((known) => (
            <option key={known} value={known} />
          ))}
        </datalist>
        <TextInput
          label={rate ? `At most, a ${rate.per}` : 'At most'}
          description="A whole number from 1 to 1,000,000. Empty: not set."
          inputMode="numeric"
          autoComplete="off"
          {...(rate && { 'data-autofocus': true })}
          value={typed}
          error={value === undefined ? 'A whole number from 1 to 1,000,000.' : null}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </div>
    </Dialog>
  )
}
