import { type FriendAdded, type ParsedInput, Refusal } from '@plenum/contract'
import { lockCircle, type NewFriend, removeFriends } from '../../../limits/friends.ts'
import { pairsBetween } from '../../../limits/pairs.ts'
import type { Sql } from '../../../platform/database.ts'
import type { Hub } from '../../../platform/hub.ts'
import type { AppContext, Handlers } from '../../../road/context.ts'
import { listUserFields } from '../../custom-fields/store.ts'
import { tellEach, tellUsers } from '../../users/notices.ts'
import { findProfiles } from '../../users/profiles/store.ts'
import { findUserIds } from '../../users/store.ts'
import { relationsBetween } from '../relations.ts'
import { tellFriendsAdded, tellFriendsRemoved } from '../tell-friends.ts'
import { addFriends } from './add-friends.ts'
import { faultyField, type Manner } from './rules.ts'
import { findFriendPairs, findFriendSequences, findFriends, listFriendIds, listFriends } from './store.ts'
import { updateFriends } from './update.ts'

const pageSize = 100

export function friendHandlers({ hub }: { hub: Hub }) {
  async function tellAsked(context: AppContext, requesterId: string, asked: NewFriend[]): Promise<void> {
    if (asked.length === 0) return
    const at = context.now.toISOString()
    const requests = asked.map(({ userId, source, wording }) => ({ userId, content: { requesterId, userId, source, wording, at } }))
    const made = { requesterId, userIds: asked.map(({ userId }) => userId) }
    await Promise.all([
      tellEach(context, hub, 'friend.requested', requests),
      tellUsers(context, hub, [requesterId], 'friend.requestsMade', made),
    ])
  }

  /** Whoever has a field that is wrong is left out; the others are judged under the locks. */
  async function add(context: AppContext, userId: string, wanted: NewFriend[], manner: Manner, initiatorId: string | null) {
    const { sql, app, limits, now } = context
    const declared = await declaredKeys(sql, app.sdkAppId, wanted)
    const faults = wanted.map((friend) => faultyField(friend, declared))
    const sound = wanted.filter((_, index) => faults[index] === null)
    const { results, pairs, asked } = await addFriends(sql, { app, limits }, userId, sound, manner, now)
    await tellFriendsAdded(context, hub, pairs, initiatorId)
    await tellAsked(context, userId, asked)
    const decided = results.values()
    return {
      results: wanted.map((friend, index): FriendAdded => {
        const field = faults[index]
        return field ? { userId: friend.userId, code: 'friend_field_invalid', field } : decided.next().value!
      }),
    }
  }

  return {
    async 'friend.add'({ userId, friends, ...manner }, context) {
      if (context.caller.kind === 'user' && manner.force) throw new Refusal('not_allowed')
      const wanted = friends.map((friend) => ({ ...friend, addedAt: context.now, custom: {} }))
      return add(context, userId, wanted, manner, userId)
    },

    'friend.import': ({ userId, friends }, context) => {
      const wanted = friends.map((friend) => ({ ...friend, addedAt: friend.addedAt ? new Date(friend.addedAt) : context.now }))
      return add(context, userId, wanted, { mutual: false, force: true }, null)
    },

    async 'friend.update'({ userId, friends }, context) {
      const { sql, app } = context
      await lockCircle(sql, app, userId)
      const declared = await declaredKeys(sql, app.sdkAppId, friends)
      const results = await updateFriends(sql, app.sdkAppId, userId, friends, declared)
      const friendIds = results.flatMap((result) => (result.code === 'done' ? [result.userId] : []))
      if (friendIds.length > 0) await tellUsers(context, hub, [userId], 'friend.updated', { userId, friendIds })
      return { results }
    },

    async 'friend.remove'({ userId, userIds, mutual }, context) {
      const { sql, app } = context
      await lockCircle(sql, app, userId, mutual ? userIds : [])
      const wanted = mutual ? pairsBetween(userId, userIds) : userIds.map((friendId) => ({ userId, friendId }))
      const pairs = await removeFriends(sql, app.sdkAppId, wanted)
      const gone = new Set(pairs.map((pair) => (pair.userId === userId ? pair.friendId : pair.userId)))
      await tellFriendsRemoved(context, hub, pairs)
      return { results: userIds.map((other) => ({ userId: other, code: gone.has(other) ? ('done' as const) : ('not_a_friend' as const) })) }
    },

    async 'friend.removeAll'({ userId, mutual }, context) {
      const { sql, app } = context
      // Who is added between this look and the locks was added after the list was emptied.
      const friendIds = await listFriendIds(sql, app.sdkAppId, userId)
      await lockCircle(sql, app, userId, mutual ? friendIds : [])
      const wanted = mutual ? pairsBetween(userId, friendIds) : friendIds.map((friendId) => ({ userId, friendId }))
      await tellFriendsRemoved(context, hub, await removeFriends(sql, app.sdkAppId, wanted))
      return {}
    },

    async 'friend.check'({ userId, userIds, bothWays }, { sql, app }) {
      return { relations: await relationsBetween(sql, app.sdkAppId, userId, userIds, { bothWays, findPairs: findFriendPairs }) }
    },

    async 'friend.list'({ userId, after, ...known }, { sql, app }) {
      // The sequences first: of what changes between the two looks they are too old, so that it is asked for again.
      const sequences = await findFriendSequences(sql, app.sdkAppId, userId)
      if (!sequences) throw new Refusal('user_unknown', { userId })
      const shows = changedSince(known, sequences, after)
      if (!shows.standard && !shows.custom) return { friends: [], ...sequences, next: null }
      const { page, next } = await listFriends(sql, app.sdkAppId, userId, { after, limit: pageSize })
      return {
        ...sequences,
        next,
        friends: page.map(({ userId: friendId, friend: { custom, ...standard } }) => ({
          userId: friendId,
          standard: shows.standard ? standard : null,
          custom: shows.custom ? custom : null,
        })),
      }
    },

    async 'friend.get'({ userId, userIds }, { sql, app }) {
      const { sdkAppId } = app
      const [present, friends, profiles] = await Promise.all([
        findUserIds(sql, sdkAppId, [userId]),
        findFriends(sql, sdkAppId, userId, userIds),
        findProfiles(sql, sdkAppId, userIds),
      ])
      if (!present.has(userId)) throw new Refusal('user_unknown', { userId })
      return {
        friends: userIds.map((friendId) => {
          const [friend, profile] = [friends.get(friendId), profiles.get(friendId)]
          return { userId: friendId, friend: friend && profile ? { ...friend, profile } : null }
        }),
      }
    },
  } satisfies Partial<Handlers>
}

/** Whoever goes on reading a list wants the rest of it. */
function changedSince(
  { knownSequence, knownCustomSequence }: Pick<ParsedInput<'friend.list'>, 'knownSequence' | 'knownCustomSequence'>,
  { sequence, customSequence }: { sequence: number; customSequence: number },
  after: number,
) {
  return { standard: after > 0 || sequence !== knownSequence, custom: after > 0 || customSequence !== knownCustomSequence }
}

async function declaredKeys(sql: Sql, sdkAppId: number, friends: { custom: object }[]): Promise<Set<string>> {
  if (friends.every(({ custom }) => Object.keys(custom).length === 0)) return new Set()
  return new Set((await listUserFields(sql, sdkAppId, 'friend')).map(({ key }) => key))
}
