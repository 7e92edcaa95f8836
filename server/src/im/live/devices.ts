import type { Limits } from '@plenum/billing'
import type { AppSettings, Platform } from '@plenum/contract'

type Slot = 'device' | 'phone' | 'computer' | 'web' | Platform

const kinds: Record<Platform, 'phone' | 'computer' | 'web'> = {
  iPhone: 'phone',
  Android: 'phone',
  iPad: 'phone',
  PC: 'computer',
  Mac: 'computer',
  Linux: 'computer',
  Web: 'web',
}

/** Platforms in one slot are not online together (console.md 5.1, login policies). */
const slots: Record<AppSettings['loginPolicy'], (platform: Platform) => Slot> = {
  single: () => 'device',
  dual: (platform) => (platform === 'Web' ? 'web' : 'device'),
  triple: (platform) => kinds[platform],
  multi: (platform) => platform,
}

export interface DeviceRules {
  policy: AppSettings['loginPolicy']
  webMax: number
  perPlatformMax: number
}

/** What was set, as far as the plan allows it. */
export function deviceRules(settings: AppSettings, { devicesPerPlatformMax }: Limits): DeviceRules {
  return {
    policy: settings.loginPolicy,
    webMax: Math.min(settings.webInstancesMax, devicesPerPlatformMax.web),
    perPlatformMax: settings.loginPolicy === 'multi' ? Math.min(settings.devicesPerPlatformMax, devicesPerPlatformMax.other) : 1,
  }
}

/** Who must go so that a device of this platform may stay: those of other platforms in its slot, and of its own the oldest. */
export function decideReplaced<D extends { platform: Platform }>(
  { policy, webMax, perPlatformMax }: DeviceRules,
  newcomer: Platform,
  oldestFirst: D[],
): D[] {
  const slotOf = slots[policy]
  const others = oldestFirst.filter(({ platform }) => platform !== newcomer && slotOf(platform) === slotOf(newcomer))
  const same = oldestFirst.filter(({ platform }) => platform === newcomer)
  const surplus = same.length + 1 - (newcomer === 'Web' ? webMax : perPlatformMax)
  return [...others, ...same.slice(0, Math.max(0, surplus))]
}
