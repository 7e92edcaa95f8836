import { friendListsMax, Refusal } from '@plenum/contract'
import { lockCircle } from '../../../limits/friends.ts'
import type { Handlers } from '../../../road/context.ts'
import { deleteLists, insertLists, listListNames, listMembersOfLists, putIntoLists } from './lists-store.ts'
import { missingLists } from './rules.ts'
import { findFriendPairs, findFriendSequences } from './store.ts'

export const friendListHandlers = {
  async 'friendList.add'({ userId, names, userIds }, { sql, app }) {
    const { sdkAppId } = app
    await lockCircle(sql, app, userId)
    const [present, pairs] = await Promise.all([
      listListNames(sql, sdkAppId, userId),
      findFriendPairs(
        sql,
        sdkAppId,
        userIds.map((friendId) => ({ userId, friendId })),
      ),
    ])
    const missing = missingLists(names, present, [])
    if (present.length + missing.length > friendListsMax) throw new Refusal('friend_lists_limit')
    const friends = new Set(pairs.map(({ friendId }) => friendId))
    await insertLists(sql, sdkAppId, userId, missing)
    await putIntoLists(sql, sdkAppId, userId, [...friends], [...new Set(names)])
    const { sequence } = (await findFriendSequences(sql, sdkAppId, userId))!
    return { results: userIds.map((other) => ({ userId: other, code: friends.has(other) ? 'done' : 'not_a_friend' })), sequence }
  },

  async 'friendList.remove'({ userId, names }, { sql, app }) {
    const { sdkAppId } = app
    await lockCircle(sql, app, userId)
    await deleteLists(sql, sdkAppId, userId, names)
    const { sequence } = (await findFriendSequences(sql, sdkAppId, userId))!
    return { sequence }
  },

  async 'friendList.get'({ userId, names }, { sql, app }) {
    const { sdkAppId } = app
    // The sequence first: of what changes between the looks it is too old, so that it is asked for again.
    const sequences = await findFriendSequences(sql, sdkAppId, userId)
    if (!sequences) throw new Refusal('user_unknown', { userId })
    const [present, members] = await Promise.all([listListNames(sql, sdkAppId, userId), listMembersOfLists(sql, sdkAppId, userId)])
    const shown = names ? present.filter((name) => names.includes(name)) : present
    return { lists: shown.map((name) => ({ name, userIds: members.get(name) ?? [] })), sequence: sequences.sequence }
  },
} satisfies Partial<Handlers>
