import { Checkbox, SegmentedControl, TextInput } from '@mantine/core'
import type { AppTag, Output, Scope } from '@plenum/contract'
import { useId, useState } from 'react'
import { useSession } from '../../data/session.ts'
import { useAnswer } from '../../data/useAnswer.ts'
import { Answer, Bars } from '../../ui/Faces.tsx'
import { countOf } from '../../ui/numbers.ts'
import styles from './AccessFields.module.css'
import { tagText } from './access-words.ts'

type Kind = 'all' | 'chosen' | 'tags'

const first: Record<Kind, Scope> = { all: 'all', chosen: [], tags: { tags: [] } }

/** Who sees by tag sees by one at least. */
export const isWhole = (scope: Scope): boolean => scope === 'all' || !('tags' in scope) || scope.tags.length > 0

/** Which apps: all, some, or those with one of some tags. */
export function ScopeField({ value, onChange }: { value: Scope; onChange: (scope: Scope) => void }) {
  const labelId = useId()
  const kind = value === 'all' ? 'all' : 'tags' in value ? 'tags' : 'chosen'
  return (
    <div className={styles.group}>
      <p className={styles.label} id={labelId}>
        Apps
      </p>
      <SegmentedControl
        aria-labelledby={labelId}
        value={kind}
        onChange={(wanted) => onChange(first[wanted as Kind])}
        data={[
          { value: 'all', label: 'All apps' },
          { value: 'chosen', label: 'Chosen apps' },
          { value: 'tags', label: 'Apps with a tag' },
        ]}
      />
      {value === 'all' ? <p className={styles.below}>Also those that are created later.</p> : <Choices value={value} onChange={onChange} />}
    </div>
  )
}

function Choices({ value, onChange }: { value: Exclude<Scope, 'all'>; onChange: (scope: Scope) => void }) {
  const { account } = useSession()
  const answer = useAnswer('app.list', { order: 'name', accountId: account.accountId })
  return (
    <Answer of={answer} waiting={<Bars rows={2} />}>
      {({ apps }) =>
        'tags' in value ? (
          <TagChoice apps={apps} value={value.tags} onChange={(tags) => onChange({ tags })} />
        ) : (
          <Choice
            search="Name or SDKAppID"
            options={apps.map(({ sdkAppId, name }) => ({ id: sdkAppId, label: name, below: String(sdkAppId) }))}
            chosen={value}
            onChange={onChange}
            says={value.length === 0 ? 'With none chosen, the list of apps is empty.' : `${value.length} chosen.`}
          />
        )
      }
    </Answer>
  )
}

interface TagChoiceProps {
  apps: Output<'app.list'>['apps']
  value: AppTag[]
  onChange: (tags: AppTag[]) => void
}

/** Tags that some app has, and those that were chosen while one had them. */
function TagChoice({ apps, value, onChange }: TagChoiceProps) {
  const tags = new Map([...apps.flatMap((app) => app.tags), ...value].map((tag) => [tagText(tag), tag]))
  const chosen = value.map(tagText)
  const appsWith = (ids: string[]) => apps.filter((app) => app.tags.some((tag) => ids.includes(tagText(tag)))).length
  if (tags.size === 0) return <p className={styles.below}>No app has a tag yet. Tags are set on Basic Configuration of an app.</p>
  return (
    <Choice
      search="Tag"
      options={[...tags.keys()].toSorted().map((id) => ({ id, label: id, below: countOf(appsWith([id]), 'app') }))}
      chosen={chosen}
      onChange={(ids) => onChange(ids.map((id) => tags.get(id)!))}
      says={
        value.length === 0
          ? 'Choose one at least.'
          : `${countOf(appsWith(chosen), 'app')} at present. As tags are set and taken away, apps come and go.`
      }
    />
  )
}

interface ChoiceProps<Id> {
  /** What a long list is searched by. */
  search: string
  options: { id: Id; label: string; below: string }[]
  chosen: Id[]
  onChange: (chosen: Id[]) => void
  says: string
}

function Choice<Id extends string | number>({ search, options, chosen, onChange, says }: ChoiceProps<Id>) {
  const [typed, setTyped] = useState('')
  return (
    <div className={styles.apps}>
      {options.length > 8 ? (
        <TextInput aria-label={search} placeholder={search} value={typed} onChange={(event) => setTyped(event.currentTarget.value)} />
      ) : null}
      <div className={styles.appList}>
        {options
          .filter(({ id, label }) => label.toLowerCase().includes(typed.toLowerCase()) || String(id).startsWith(typed))
          .map(({ id, label, below }) => (
            <Checkbox
              key={id}
              label={label}
              description={below}
              checked={chosen.includes(id)}
              onChange={(event) => onChange(event.currentTarget.checked ? [...chosen, id] : chosen.filter((one) => one !== id))}
            />
          ))}
      </div>
      <p className={styles.note}>{says}</p>
    </div>
  )
}
