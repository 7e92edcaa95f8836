import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { Card } from '../../ui/Card.tsx'
import { Empty } from '../../ui/Faces.tsx'
import { SearchIcon } from '../../ui/icons.tsx'
import { countOf } from '../../ui/numbers.ts'
import styles from './Rates.module.css'
import { type RatesShown, RateTable } from './RateTable.tsx'

const shownMax = 20

/** Calls a second of each: those that are set first, the others by what is typed. */
export function RestCommands({ rates, app, onSet }: RatesShown) {
  const [typed, setTyped] = useState('')
  const wanted = typed.trim().toLowerCase()
  const found = rates.filter(({ name }) => name.toLowerCase().includes(wanted))
  const shown = found.toSorted((a, b) => Number(isSet(b)) - Number(isSet(a))).slice(0, shownMax)
  const hidden = found.length - shown.length
  return (
    <Card plain title="Calls of one REST command">
      <div className={styles.search}>
        <TextInput
          type="search"
          aria-label="REST command"
          placeholder="REST command, such as openim/sendmsg"
          leftSection={<SearchIcon />}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
      </div>
      {shown.length === 0 ? (
        <Empty>No command has this in its name.</Empty>
      ) : (
        <RateTable label="Calls of one REST command" rates={shown} app={app} onSet={onSet} />
      )}
      {hidden > 0 ? <Empty>{countOf(hidden, 'more command')}. Type a part of its name to find one.</Empty> : null}
    </Card>
  )
}

const isSet = ({ forAll, own }: RatesShown['rates'][number]) => forAll !== null || own !== null
