import type { Group } from '@plenum/contract'
import type { AppContext } from '../../road/context.ts'

/** Whom a tip is for, and who did it. */
export function telling({ app, now, day }: AppContext, { groupId, type }: Pick<Group, 'groupId' | 'type'>) {
  return { app, groupId, type, now, day }
}

/** The administrator in whose name the app's server acts. */
export function operatorOf({ caller }: AppContext): string {
  return caller.kind === 'app' ? caller.userId : ''
}
