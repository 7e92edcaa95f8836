import type { Edition } from '@plenum/contract'

/** Editions from small to large. */
export const editions: readonly Edition[] = ['free', 'pro', 'ultimate']

const names = { free: 'Free', pro: 'Pro', ultimate: 'Ultimate' } as const

/** `Pro`: in prices, dialogs and the comparison. */
export function editionName(edition: Edition): string {
  return names[edition]
}

/** `Pro-postpaid`: the plan of an app. */
export function planName(edition: Edition): string {
  return edition === 'free' ? 'Free' : `${names[edition]}-postpaid`
}
