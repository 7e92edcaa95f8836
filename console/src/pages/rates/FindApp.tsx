import { TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import type { Output } from '@plenum/contract'
import { useState } from 'react'
import { useAnswer } from '../../data/useAnswer.ts'
import { Card } from '../../ui/Card.tsx'
import { Answer, Bars } from '../../ui/Faces.tsx'
import { SearchIcon } from '../../ui/icons.tsx'
import { Link } from '../../ui/Link.tsx'
import styles from './Rates.module.css'

const foundMax = 8

interface Props {
  app: Output<'rate.list'>['app']
  /** null: all apps. */
  onFound: (sdkAppId: number | null) => void
}

/** Whose rates are shown: of all apps, or of one that is found by its name or SDKAppID. */
export function FindApp({ app, onFound }: Props) {
  const [typed, setTyped] = useState('')
  const [search] = useDebouncedValue(typed.trim(), 200)
  return (
    <Card
      title={app ? app.name : 'All apps'}
      aside={app?.sdkAppId}
      action={app ? <Link onClick={() => onFound(null)}>All apps</Link> : null}
    >
      <TextInput
        type="search"
        label="Rates of one app"
        placeholder="App name or SDKAppID"
        leftSection={<SearchIcon />}
        className={styles.find}
        maxLength={100}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {search === '' ? null : (
        <Found
          search={search}
          onFound={(sdkAppId) => {
            setTyped('')
            onFound(sdkAppId)
          }}
        />
      )}
    </Card>
  )
}

function Found({ search, onFound }: { search: string; onFound: (sdkAppId: number) => void }) {
  const answer = useAnswer('app.list', { search, limit: foundMax }, { keepPrevious: true })
  return (
    <Answer of={answer} waiting={<Bars rows={2} />}>
      {({ apps, next }) => (
        <ul className={styles.found}>
          {apps.length === 0 ? <li className={styles.note}>No app matches this search.</li> : null}
          {apps.map(({ sdkAppId, name, accountName }) => (
            <li key={sdkAppId}>
              <Link onClick={() => onFound(sdkAppId)}>{name}</Link>
              <span className={styles.note}>
                {sdkAppId} · {accountName}
              </span>
            </li>
          ))}
          {next ? <li className={styles.note}>These are the first {apps.length}.</li> : null}
        </ul>
      )}
    </Answer>
  )
}
