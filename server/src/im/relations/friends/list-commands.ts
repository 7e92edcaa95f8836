import { friendListsMax, Refusal } from '@plenum/contract'
import { lockCircle } from '../../../limits/friends.ts'
import type { Hub } from '../../../platform/hub.ts'
import type { AppContext, Handlers } from '../../../road/context.ts'
import { operatorOf } from '../../../road/context.ts'
import { tellUsers } from '../../users/notices.ts'
import { deleteLists, insertLists, listListNames, listMembersOfLists, putIntoLists, renameList, takeOutOfList } from './lists-store.ts'
import { missingLists } from './rules.ts'
import { findFriendPairs, findFriendSequences } from './store.ts'

export function friendListHandlers({ hub }: { hub: Hub }) {
  async function tellChanged(context: AppContext, userId: string, names: string[]) {
    await tellUsers(context, hub, [userId], 'friendList.changed', { userId, names: [...new Set(names)] })
  }

  return {
    async 'friendList.add'({ userId, names, userIds }, context) {
      const { sql, app } = context
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
      await tellChanged(context, userId, names)
      const { sequence } = (await findFriendSequences(sql, sdkAppId, userId))!
      return { results: userIds.map((other) => ({ userId: other, code: friends.has(other) ? 'done' : 'not_a_friend' })), sequence }
    },

    async 'friendList.remove'({ userId, names }, context) {
      const { sql, app } = context
      const { sdkAppId } = app
      await lockCircle(sql, app, userId)
      await deleteLists(sql, sdkAppId, userId, names)
      await tellChanged(context, userId, names)
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

    async 'friendList.rename'({ name, newName }, context) {
      const { sql, app } = context
      const userId = operatorOf(context)
      await lockCircle(sql, app, userId)
      const present = await listListNames(sql, app.sdkAppId, userId)
      if (!present.includes(name)) throw new Refusal('friend_list_unknown')
      if (name !== newName) {
        if (present.includes(newName)) throw new Refusal('friend_list_taken')
        await renameList(sql, app.sdkAppId, userId, { name, newName })
        await tellChanged(context, userId, [name, newName])
      }
      const { sequence } = (await findFriendSequences(sql, app.sdkAppId, userId))!
      return { sequence }
    },

    async 'friendList.removeFriends'({ name, userIds }, context) {
      const { sql, app } = context
      const userId = operatorOf(context)
      await lockCircle(sql, app, userId)
      if (!(await listListNames(sql, app.sdkAppId, userId)).includes(name)) throw new Refusal('friend_list_unknown')
      await takeOutOfList(sql, app.sdkAppId, userId, userIds, name)
      await tellChanged(context, userId, [name])
      const { sequence } = (await findFriendSequences(sql, app.sdkAppId, userId))!
      return { sequence }
    },
  } satisfies Partial<Handlers>
}
