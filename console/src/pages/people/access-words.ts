import type { Grant, Scope } from '@plenum/contract'
import { countOf } from '../../ui/numbers.ts'

const short: Record<Grant, string> = { plan: 'Plans', disable: 'Disable', delete: 'Delete', key: 'Keys' }

/** `All`, `3 apps`, `None`. */
export function scopeText(scope: Scope): string {
  if (scope === 'all') return 'All'
  return scope.length === 0 ? 'None' : countOf(scope.length, 'app')
}

/** `Plans, Keys`; a dash for nothing. */
export function grantsText(grants: Grant[]): string {
  return grants.length === 0 ? '–' : grants.map((grant) => short[grant]).join(', ')
}
