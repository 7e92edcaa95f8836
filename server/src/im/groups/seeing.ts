import type { Group, Member } from '@plenum/contract'
import type { AppContext } from '../../road/context.ts'
import { readableBy } from '../custom-fields/values.ts'
import { findNames } from '../users/store.ts'
import { actorIn, askingOf, refuseUnless } from './acting.ts'

/** Whoever is in a group sees its members: with their names, and of fields of the app's own what the role may read. */
export async function seeing(context: AppContext, group: Group) {
  const actor = await actorIn(context, group)
  const isUser = actor !== 'administrator'
  refuseUnless(actor, 'seeMembers', group)

  async function asSeen<M extends Member>(members: M[]): Promise<(M & { nick?: string; faceUrl?: string })[]> {
    if (!isUser) return members
    const { sql, app } = context
    const [names, readable] = await Promise.all([
      findNames(
        sql,
        app.sdkAppId,
        members.map(({ userId }) => userId),
      ),
      readableBy(
        sql,
        app.sdkAppId,
        'member',
        members.some(({ custom }) => custom.length > 0),
      ),
    ])
    return members.map((member) => ({
      ...member,
      ...names.get(member.userId),
      custom: readable(member.custom, group.type, askingOf(actor, member.userId)),
    }))
  }

  return { isUser, asSeen }
}
