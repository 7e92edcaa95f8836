import type { AppTag, Grant, Scope } from '@plenum/contract'
import { countOf } from '../../ui/numbers.ts'

const short: Record<Grant, string> = { plan: 'Plans', disable: 'Disable', delete: 'Delete', key: 'Keys' }

/** As the search of the overview takes it. */
export const tagText = ({ key, value }: AppTag) => `${key}:${value}`

/** `All`, `Tag team:live or team:games`, `3 apps`, `None`. */
export function scopeText(scope: Scope): string {
  if (scope === 'all') return 'All'
  if ('tags' in scope) {
    const { length } = scope.tags
    return length > 3 ? `One of ${length} tags` : `Tag ${scope.tags.map(tagText).join(' or ')}`
  }
  return scope.length === 0 ? 'None' : countOf(scope.length, 'app')
}

/** `Plans, Keys`; a dash for nothing. */
export function grantsText(grants: Grant[]): string {
  return grants.length === 0 ? '–' : grants.map((grant) => short[grant]).join(', ')
}
