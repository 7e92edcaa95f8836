import type { ParsedInput } from '@plenum/contract'
import { type Pair, pairsBetween } from '../../limits/pairs.ts'
import type { NewDelivery } from '../../outbox/store.ts'
import type { Sql } from '../../platform/database.ts'
import type { Companions } from '../../road/companions.ts'
import { type Alongside, type AppContext, operatorOf } from '../../road/context.ts'
import { findBlockedPairs } from '../relations/blocklist/store.ts'
import { findFriendPairs, listFriendIds } from '../relations/friends/store.ts'
import type { Parts } from './parts.ts'
import { has } from './settings.ts'
import type { Settings } from './settings-store.ts'
import { keys, told } from './told.ts'

const pairList = (pairs: Pair[]) => pairs.map(({ userId, friendId }) => ({ From_Account: userId, To_Account: friendId }))
const pairsOf = (userId: string, others: string[]) => others.map((friendId) => ({ userId, friendId }))
const nameOf = ({ userId, friendId }: Pair) => `${userId}\n${friendId}`

function without(pairs: Pair[], others: Pair[]): Pair[] {
  const known = new Set(others.map(nameOf))
  return pairs.filter((pair) => !known.has(nameOf(pair)))
}

/** Profiles, friends and blocklists. */
export function relationCompanions({ settingsOf, spelling }: Parts): Companions {
  /** Which of the friendships are gone when the command is done. */
  async function friendsGone(context: AppContext, settings: Settings, userId: string, pairs: Pair[]): Promise<Alongside> {
    const before = await findFriendPairs(context.sql, context.app.sdkAppId, pairs)
    return async (sql) => goneOf(context, settings, userId, before, await findFriendPairs(sql, context.app.sdkAppId, pairs))
  }

  function goneOf(context: AppContext, settings: Settings, userId: string, before: Pair[], after: Pair[]): NewDelivery[] {
    const gone = without(before, after)
    if (gone.length === 0) return []
    return told(context, settings, 'Sns.CallbackFriendDelete', keys.user(userId), { PairList: pairList(gone) })
  }

  return {
    'profile.set': {
      async tell({ userId, changes }, context) {
        const settings = await settingsOf(context)
        if (!has(settings, 'Profile.CallbackPortraitSet')) return null
        return async () =>
          told(context, settings, 'Profile.CallbackPortraitSet', keys.user(userId), {
            Operator_Account: operatorOf(context),
            From_Account: userId,
            ProfileItem: spelling.profileItems(changes),
          })
      },
    },

    'friend.add': {
      async tell({ userId, friends, mutual, force }: ParsedInput<'friend.add'>, context) {
        const settings = await settingsOf(context)
        if (!has(settings, 'Sns.CallbackFriendAdd')) return null
        const others = friends.map((friend) => friend.userId)
        const pairs = mutual ? pairsBetween(userId, others) : pairsOf(userId, others)
        const before = await findFriendPairs(context.sql, context.app.sdkAppId, pairs)
        return async (sql: Sql) => {
          const added = without(await findFriendPairs(sql, context.app.sdkAppId, pairs), before)
          if (added.length === 0) return []
          return told(context, settings, 'Sns.CallbackFriendAdd', keys.user(userId), {
            PairList: pairList(added).map((pair) => ({ ...pair, Initiator_Account: userId })),
            ClientCmd: context.caller.kind === 'app' ? 'friend_add' : 'FriendAdd',
            Admin_Account: context.caller.kind === 'app' ? operatorOf(context) : '',
            ForceFlag: force ? 1 : 0,
          })
        }
      },
    },

    'friend.remove': {
      async tell({ userId, userIds, mutual }, context) {
        const settings = await settingsOf(context)
        if (!has(settings, 'Sns.CallbackFriendDelete')) return null
        return friendsGone(context, settings, userId, mutual ? pairsBetween(userId, userIds) : pairsOf(userId, userIds))
      },
    },

    'friend.removeAll': {
      async tell({ userId, mutual }, context) {
        const settings = await settingsOf(context)
        if (!has(settings, 'Sns.CallbackFriendDelete')) return null
        const friendIds = await listFriendIds(context.sql, context.app.sdkAppId, userId)
        return friendsGone(context, settings, userId, mutual ? pairsBetween(userId, friendIds) : pairsOf(userId, friendIds))
      },
    },

    'block.add': {
      async tell({ userId, userIds }, context) {
        const settings = await settingsOf(context)
        if (!has(settings, 'Sns.CallbackBlackListAdd', 'Sns.CallbackFriendDelete')) return null
        const friends = pairsBetween(userId, userIds)
        const before = has(settings, 'Sns.CallbackFriendDelete') ? await findFriendPairs(context.sql, context.app.sdkAppId, friends) : []
        return async (sql, outcome) => {
          const { results } = outcome as { results: { userId: string; code: string }[] }
          const added = results.filter(({ code }) => code === 'done').map((result) => result.userId)
          const after = before.length > 0 ? await findFriendPairs(sql, context.app.sdkAppId, friends) : []
          return [
            ...(added.length > 0
              ? told(context, settings, 'Sns.CallbackBlackListAdd', keys.user(userId), { PairList: pairList(pairsOf(userId, added)) })
              : []),
            ...goneOf(context, settings, userId, before, after),
          ]
        }
      },
    },

    'block.remove': {
      async tell({ userId, userIds }, context) {
        const settings = await settingsOf(context)
        if (!has(settings, 'Sns.CallbackBlackListDelete')) return null
        const before = await findBlockedPairs(context.sql, context.app.sdkAppId, pairsOf(userId, userIds))
        if (before.length === 0) return null
        return async () => told(context, settings, 'Sns.CallbackBlackListDelete', keys.user(userId), { PairList: pairList(before) })
      },
    },
  }
}
