import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { saying } from '../../../data/said.ts'
import { useChange } from '../../../data/useChange.ts'
import { Dialog } from '../../../ui/Dialog.tsx'
import { Link } from '../../../ui/Link.tsx'
import type { AppView } from '../useApp.ts'
import { appLine } from '../words.ts'
import styles from './TagsDialog.module.css'

const tagsMax = 20
const [longestKey, longestValue] = [50, 100]

interface Draft {
  /** Stays while the tag is typed. */
  slot: number
  key: string
  value: string
}

export function TagsDialog({ app, opened, onClose }: { app: AppView; opened: boolean; onClose: () => void }) {
  const set = useChange('app.setTags')
  const [drafts, setDrafts] = useState<Draft[]>(() => app.tags.map((tag, slot) => ({ slot, ...tag })))
  const tags = drafts.map(({ key, value }) => ({ key: key.trim(), value: value.trim() }))
  const changed = JSON.stringify(tags) !== JSON.stringify(app.tags)
  const full = tags.length >= tagsMax
  const wrong = drafts.map((_, index) => wrongKey(index))

  function wrongKey(index: number): string | null {
    const { key } = tags[index]!
    if (key.includes(':')) return 'A key has no colon.'
    if (key.length > longestKey) return `${key.length} characters, ${longestKey} allowed.`
    return key !== '' && tags.findIndex((tag) => tag.key === key) < index ? 'This key is there already.' : null
  }
  const change = (index: number, part: Partial<Draft>) => setDrafts(drafts.with(index, { ...drafts[index]!, ...part }))

  return (
    <Dialog
      opened={opened}
      onClose={onClose}
      title="Tag Configuration"
      below={appLine(app)}
      confirm={{
        onConfirm: () => set.mutate({ sdkAppId: app.sdkAppId, tags }, { onSuccess: saying('The tags are saved.', onClose) }),
        disabled:
          !changed || wrong.some((text) => text !== null) || tags.some(({ key, value }) => key === '' || value.length > longestValue),
        waiting: set.isPending,
      }}
      refused={set.error}
    >
      {drafts.length === 0 ? <p className={styles.says}>No tag yet.</p> : null}
      <ul className={styles.tags}>
        {drafts.map(({ slot, key, value }, index) => (
          <li key={slot}>
            <TextInput
              label="Key"
              value={key}
              onChange={(event) => change(index, { key: event.currentTarget.value })}
              error={wrong[index]}
              autoComplete="off"
            />
            <TextInput
              label="Value"
              value={value}
              onChange={(event) => change(index, { value: event.currentTarget.value })}
              error={value.trim().length > longestValue ? `${value.trim().length} characters, ${longestValue} allowed.` : null}
              autoComplete="off"
            />
            <span className={styles.remove}>
              <Link label={`Delete ${key || 'this tag'}`} onClick={() => setDrafts(drafts.toSpliced(index, 1))}>
                Delete
              </Link>
            </span>
          </li>
        ))}
      </ul>
      <Link onClick={() => setDrafts([...drafts, { slot: (drafts.at(-1)?.slot ?? 0) + 1, key: '', value: '' }])} disabled={full}>
        Add
      </Link>
      {full ? <p className={styles.says}>An app has at most {tagsMax} tags.</p> : null}
    </Dialog>
  )
}
