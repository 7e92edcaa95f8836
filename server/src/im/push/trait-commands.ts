import { Refusal } from '@plenum/contract'
import { lockApp, lockUsers } from '../../limits/locks.ts'
import type { AppContext, Handlers } from '../../road/context.ts'
import { findUserIds } from '../users/store.ts'
import { bySlot, decideNames, refuseTags, slotOf, tagsPerUserMax } from './rules.ts'
import {
  addTags,
  clearTags,
  findSlots,
  listAttributes,
  listTags,
  removeAttributes,
  removeTags,
  setAttributes,
  setSlots,
} from './traits-store.ts'

/** What pushes choose users by. */
export const traitHandlers = {
  async 'push.setAttributeNames'({ names }, context) {
    const { sql, app } = context
    refuseUnlessEnabled(context)
    // Nobody else names attributes meanwhile.
    await lockApp(sql, app, 'counters')
    await setSlots(sql, app.sdkAppId, decideNames(await findSlots(sql, app.sdkAppId), names))
    return {}
  },

  async 'push.getAttributeNames'(_, context) {
    refuseUnlessEnabled(context)
    const slots = await findSlots(context.sql, context.app.sdkAppId)
    return { names: Object.fromEntries(Array.from(slots, ([name, slot]) => [slot, name])) }
  },

  async 'push.setAttributes'({ users }, context) {
    const { sql, app } = context
    refuseUnlessEnabled(context)
    await lockUsersOf(context, users)
    const slots = await findSlots(sql, app.sdkAppId)
    const given = users.flatMap(({ userId, attributes }) =>
      Object.entries(bySlot(attributes, slots)).map(([slot, value]) => ({ userId, slot, value })),
    )
    await setAttributes(sql, app.sdkAppId, given)
    return {}
  },

  async 'push.listAttributes'({ userIds }, context) {
    const { sql, app } = context
    refuseUnlessEnabled(context)
    const [found, rows] = await Promise.all([findUserIds(sql, app.sdkAppId, userIds), listAttributes(sql, app.sdkAppId, userIds)])
    refuseMissing(userIds, found)
    const byUser = Map.groupBy(rows, ({ userId }) => userId)
    return {
      users: userIds.map((userId) => ({
        userId,
        attributes: Object.fromEntries((byUser.get(userId) ?? []).map(({ name, value }) => [name, value])),
      })),
    }
  },

  async 'push.removeAttributes'({ users }, context) {
    const { sql, app } = context
    refuseUnlessEnabled(context)
    await lockUsersOf(context, users)
    const slots = await findSlots(sql, app.sdkAppId)
    const given = users.flatMap(({ userId, names }) => names.map((name) => ({ userId, slot: slotOf(name, slots) })))
    await removeAttributes(sql, app.sdkAppId, given)
    return {}
  },

  async 'push.addTags'({ users }, context) {
    const { sql, app } = context
    refuseUnlessEnabled(context)
    for (const { tags } of users) refuseTags(tags)
    await lockUsersOf(context, users)
    const userIds = users.map(({ userId }) => userId)
    const tagsOf = new Map(userIds.map((userId) => [userId, new Set<string>()]))
    for (const { userId, tag } of await listTags(sql, app.sdkAppId, userIds)) tagsOf.get(userId)!.add(tag)
    for (const { userId, tags } of users) for (const tag of tags) tagsOf.get(userId)!.add(tag)
    if ([...tagsOf.values()].some(({ size }) => size > tagsPerUserMax)) throw new Refusal('push_tags_too_many')
    await addTags(sql, app.sdkAppId, eachTag(users))
    return {}
  },

  async 'push.removeTags'({ users }, context) {
    const { sql, app } = context
    refuseUnlessEnabled(context)
    for (const { tags } of users) refuseTags(tags)
    await lockUsersOf(context, users)
    await removeTags(sql, app.sdkAppId, eachTag(users))
    return {}
  },

  async 'push.listTags'({ userIds }, context) {
    const { sql, app } = context
    refuseUnlessEnabled(context)
    const [found, rows] = await Promise.all([findUserIds(sql, app.sdkAppId, userIds), listTags(sql, app.sdkAppId, userIds)])
    refuseMissing(userIds, found)
    const byUser = Map.groupBy(rows, ({ userId }) => userId)
    return { users: userIds.map((userId) => ({ userId, tags: (byUser.get(userId) ?? []).map(({ tag }) => tag) })) }
  },

  async 'push.clearTags'({ userIds }, context) {
    const { sql, app } = context
    refuseUnlessEnabled(context)
    await lockUsersOf(
      context,
      userIds.map((userId) => ({ userId })),
    )
    await clearTags(sql, app.sdkAppId, userIds)
    return {}
  },
} satisfies Partial<Handlers>

export function refuseUnlessEnabled({ limits }: AppContext): void {
  if (!limits.features.pushToAllUsers) throw new Refusal('push_not_enabled')
}

/** From here on nobody else writes what these users are chosen by, and none of them is deleted. */
async function lockUsersOf({ sql, app }: AppContext, users: { userId: string }[]): Promise<void> {
  const userIds = users.map(({ userId }) => userId)
  await lockApp(sql, app, 'revision')
  refuseMissing(userIds, await lockUsers(sql, app.sdkAppId, userIds))
}

function refuseMissing(userIds: string[], found: { has(userId: string): boolean }): void {
  const missing = userIds.find((userId) => !found.has(userId))
  if (missing !== undefined) throw new Refusal('user_unknown', { userId: missing })
}

function eachTag(users: { userId: string; tags: string[] }[]) {
  return users.flatMap(({ userId, tags }) => tags.map((tag) => ({ userId, tag })))
}
