import type { Group } from '@plenum/contract'
import type { AppContext } from '../../road/context.ts'

/** Whom a tip is for, and who did it. */
export function telling({ app, now, day }: AppContext, { groupId, type }: Pick<Group, 'groupId' | 'type'>) {
  return { app, groupId, type, now, day }
}
