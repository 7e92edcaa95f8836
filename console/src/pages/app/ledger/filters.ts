import type { Category } from './entry-words.ts'

export const filters: { value: Category; label: string }[] = [
  { value: 'all', label: 'All' },
  { value: 'plan', label: 'Plan' },
  { value: 'status', label: 'Status' },
  { value: 'settings', label: 'Settings' },
  { value: 'people', label: 'Keys and people' },
]
