import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import { useState } from 'react'
import { saying } from '../../../data/said.ts'
import { useChange } from '../../../data/useChange.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import type { AppView } from '../useApp.ts'
import { appLine, kindChoices } from '../words.ts'
import styles from './cards.module.css'

export function BasicInfoDialog({ app, opened, onClose }: { app: AppView; opened: boolean; onClose: () => void }) {
  const update = useChange('app.update')
  const [name, setName] = useState(app.name)
  const [kind, setKind] = useState(app.kind ?? '')
  const [introduction, setIntroduction] = useState(app.introduction)
  const left = 300 - introduction.trim().length
  const nameFits = name.trim().length >= 1 && name.trim().length <= 50
  const changed = name.trim() !== app.name || kind !== (app.kind ?? '') || introduction.trim() !== app.introduction

  function save() {
    const chosen = kindChoices.find((one) => one.value === kind)?.value ?? null
    update.mutate({ sdkAppId: app.sdkAppId, name, kind: chosen, introduction }, { onSuccess: saying('Basic Info is saved.', onClose) })
  }

  return (
    <Dialog
      focusField
      opened={opened}
      onClose={onClose}
      title="Basic Info"
      below={appLine(app)}
      confirm={{ label: 'Save', onConfirm: save, disabled: !nameFits || left < 0 || !changed, waiting: update.isPending }}
      refused={update.error}
    >
      <div className={styles.fields}>
        <TextInput
          data-autofocus
          label="App name"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={nameFits ? null : 'A name has 1 to 50 characters.'}
          autoComplete="off"
        />
        <NativeSelect
          label="Type"
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value as typeof kind)}
          data={[{ value: '', label: 'None yet' }, ...kindChoices]}
        />
        <Textarea
          label="Introduction"
          value={introduction}
          onChange={(event) => setIntroduction(event.currentTarget.value)}
          rows={4}
          description={left >= 0 ? `${left} of 300 characters left` : null}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          error={left < 0 ? `${-left} characters too many; an introduction has up to 300.` : null}
        />
      </div>
    </Dialog>
  )
}
