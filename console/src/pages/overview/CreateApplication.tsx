import { TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useChange } from '../../data/useChange.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { areWhole, type TagDraft, TagFields, tagsOf } from '../app/basic-configuration/TagFields.tsx'
import styles from './CreateApplication.module.css'

const longest = 50

/** A new app is on Free, enabled, with a key and the administrator `administrator`; its page opens at once. */
export function CreateApplication({ names, onClose }: { names: string[]; onClose: () => void }) {
  const navigate = useNavigate()
  const create = useChange('app.create')
  const [name, setName] = useState('')
  const [tags, setTags] = useState<TagDraft[]>([])
  const trimmed = name.trim()
  const taken = names.includes(trimmed)

  return (
    <Dialog
      focusField
      opened
      onClose={onClose}
      title="Create Application"
      below="Free and permanent, with 100 users. It can be upgraded at any time."
      refused={create.error}
      confirm={{
        onConfirm: () =>
          create.mutate(
            { name, tags: tagsOf(tags) },
            { onSuccess: ({ sdkAppId }) => void navigate({ to: '/apps/$sdkAppId', params: { sdkAppId } }) },
          ),
        disabled: trimmed === '' || trimmed.length > longest || !areWhole(tags),
        waiting: create.isPending,
      }}
    >
      <TextInput
        data-autofocus
        label="App name"
        description="1 to 50 characters. It can be changed later."
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={trimmed.length > longest ? `${trimmed.length} characters, ${longest} allowed.` : undefined}
      />
      {taken ? (
        <p className={styles.warns} role="status">
          There is already an app of this name. That is allowed; the SDKAppID tells them apart.
        </p>
      ) : null}
      <fieldset className={styles.tags}>
        <legend>Tags</legend>
        <TagFields drafts={tags} onChange={setTags} />
      </fieldset>
    </Dialog>
  )
}
