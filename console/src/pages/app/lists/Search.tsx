import { NativeSelect, TextInput } from '@mantine/core'
import { SearchIcon } from '../../../ui/icons.tsx'
import styles from './lists.module.css'

interface SearchProps<By extends string> {
  search: string
  by: By
  /** What is searched, and what it is called. */
  choices: { value: By; label: string }[]
  onChange: (search: string, by: By) => void
}

/** By how something begins. */
export function Search<By extends string>({ search, by, choices, onChange }: SearchProps<By>) {
  return (
    <>
      <NativeSelect
        aria-label="Search by"
        value={by}
        onChange={(event) => onChange(search, event.currentTarget.value as By)}
        data={choices}
      />
      <TextInput
        className={styles.search ?? ''}
        type="search"
        placeholder="Begins with"
        aria-label={`${choices.find(({ value }) => value === by)?.label} begins with`}
        leftSection={<SearchIcon />}
        value={search}
        onChange={(event) => onChange(event.currentTarget.value, by)}
      />
    </>
  )
}
