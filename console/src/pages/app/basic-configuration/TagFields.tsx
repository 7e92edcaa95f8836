import { TextInput } from '@mantine/core'
import type { AppTag } from '@plenum/contract'
import { Link } from '../../../ui/Link.tsx'
import styles from './TagFields.module.css'

const tagsMax = 20
const [longestKey, longestValue] = [50, 100]

/** A tag as it is typed. */
export interface TagDraft extends AppTag {
  /** Stays while the tag is typed. */
  slot: number
}

export const draftsOf = (tags: AppTag[]): TagDraft[] => tags.map((tag, slot) => ({ slot, ...tag }))

export const tagsOf = (drafts: TagDraft[]): AppTag[] => drafts.map(({ key, value }) => ({ key: key.trim(), value: value.trim() }))

/** May these tags be saved? */
export function areWhole(drafts: TagDraft[]): boolean {
  const tags = tagsOf(drafts)
  return tags.every((tag, index) => tag.key !== '' && wrongKey(tags, index) === null && tag.value.length <= longestValue)
}

/** Keys and values, one below the other. */
export function TagFields({ drafts, onChange }: { drafts: TagDraft[]; onChange: (drafts: TagDraft[]) => void }) {
  const tags = tagsOf(drafts)
  const full = tags.length >= tagsMax
  const change = (index: number, part: Partial<AppTag>) => onChange(drafts.with(index, { ...drafts[index]!, ...part }))
  return (
    <>
      {drafts.length === 0 ? <p className={styles.says}>No tag yet.</p> : null}
      <ul className={styles.tags}>
        {drafts.map(({ slot, key, value }, index) => (
          <li key={slot}>
            <TextInput
              label="Key"
              value={key}
              onChange={(event) => change(index, { key: event.currentTarget.value })}
              error={wrongKey(tags, index)}
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
              <Link label={`Delete ${key || 'this tag'}`} onClick={() => onChange(drafts.toSpliced(index, 1))}>
                Delete
              </Link>
            </span>
          </li>
        ))}
      </ul>
      <Link onClick={() => onChange([...drafts, { slot: (drafts.at(-1)?.slot ?? 0) + 1, key: '', value: '' }])} disabled={full}>
        Add
      </Link>
      {full ? <p className={styles.says}>An app has at most {tagsMax} tags.</p> : null}
    </>
  )
}

function wrongKey(tags: AppTag[], index: number): string | null {
  const { key } = tags[index]!
  if (key.includes(':')) return 'A key has no colon.'
  if (key.length > longestKey) return `${key.length} characters, ${longestKey} allowed.`
  return key !== '' && tags.findIndex((tag) => tag.key === key) < index ? 'This key is there already.' : null
}
