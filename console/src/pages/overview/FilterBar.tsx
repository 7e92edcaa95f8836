import { Button, NativeSelect, SegmentedControl, TextInput } from '@mantine/core'
import type { AppStatus, Edition } from '@plenum/contract'
import { useState } from 'react'
import { SearchIcon } from '../../ui/icons.tsx'
import type { Filter } from './filter.ts'
import styles from './Overview.module.css'

interface FilterBarProps {
  filter: Filter
  /** As shown: chosen, or by the number of apps. */
  view: 'cards' | 'list'
  onChange: (filter: Filter) => void
}

export function FilterBar({ filter, view, onChange }: FilterBarProps) {
  const [opened, setOpened] = useState(false)
  const chosen = [filter.status, filter.plan, filter.order].filter(Boolean).length
  const set = (change: { [Key in keyof Filter]: Filter[Key] | '' }) => onChange({ ...filter, ...change } as Filter)
  return (
    <search className={styles.filters}>
      <TextInput
        className={styles.search}
        type="search"
        placeholder="Name or SDKAppID"
        aria-label="Name or SDKAppID"
        leftSection={<SearchIcon />}
        value={filter.search ?? ''}
        onChange={(event) => set({ search: event.currentTarget.value })}
      />
      <Button className={styles.filterButton} variant="default" aria-expanded={opened} onClick={() => setOpened(!opened)}>
        {chosen > 0 ? `Filter (${chosen})` : 'Filter'}
      </Button>
      <div className={styles.selects} data-opened={opened || undefined}>
        <NativeSelect
          aria-label="Status"
          value={filter.status ?? ''}
          onChange={(event) => set({ status: event.currentTarget.value as AppStatus | '' })}
          data={[
            { value: '', label: 'All status' },
            { value: 'enabled', label: 'Enabled' },
            { value: 'disabled', label: 'Disabled' },
            { value: 'suspended', label: 'Suspended' },
            { value: 'deleted', label: 'Deleted' },
          ]}
        />
        <NativeSelect
          aria-label="Plan"
          value={filter.plan ?? ''}
          onChange={(event) => set({ plan: event.currentTarget.value as Edition | '' })}
          data={[
            { value: '', label: 'All plans' },
            { value: 'free', label: 'Free' },
            { value: 'pro', label: 'Pro-postpaid' },
            { value: 'ultimate', label: 'Ultimate-postpaid' },
          ]}
        />
        <NativeSelect
          aria-label="Order"
          value={filter.order ?? ''}
          onChange={(event) => set({ order: event.currentTarget.value as 'oldest' | 'name' | '' })}
          data={[
            { value: '', label: 'Newest first' },
            { value: 'oldest', label: 'Oldest first' },
            { value: 'name', label: 'By name' },
          ]}
        />
        <SegmentedControl
          aria-label="Shown as"
          value={view}
          onChange={(value) => set({ view: value as 'cards' | 'list' })}
          data={[
            { value: 'cards', label: 'Cards' },
            { value: 'list', label: 'List' },
          ]}
        />
      </div>
    </search>
  )
}
