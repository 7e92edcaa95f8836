import type { AppStatus } from '@plenum/billing'
import { Refusal, type RefusalCode } from '@plenum/contract'
import type { AppInMemory } from './context.ts'

/** Why nobody may use an app now; null: everybody may. */
export function outOfService(status: AppStatus): RefusalCode | null {
  if (status === 'deleted' || status === 'purged') return 'app_unknown'
  if (status === 'disabled') return 'app_disabled'
  return status === 'suspended' ? 'app_suspended' : null
}

export function refuseOutOfService({ status }: Pick<AppInMemory, 'status'>): void {
  const code = outOfService(status)
  if (code) throw new Refusal(code)
}
