import { friendListsMax, Refusal } from '@plenum/contract'
import { countsOfFriends, insertFriends, lockCircle } from '../../../limits/friends.ts'
import type { Pair } from '../../../limits/pairs.ts'
import type { Hub } from '../../../platform/hub.ts'
import type { AppContext, Handlers } from '../../../road/context.ts'
import { operatorOf } from '../../../road/context.ts'
import { tellUsers } from '../../users/notices.ts'
import { type Asked, countUnread, findRequest, listRequests, markRead, removeRequests } from '../requests-store.ts'
import { tellFriendsAdded } from '../tell-friends.ts'
import { insertLists, listListNames } from './lists-store.ts'
import { missingLists } from './rules.ts'
import { findFriendPairs } from './store.ts'

/** Of users who are asked before somebody has them as a friend. */
export function friendRequestHandlers({ hub }: { hub: Hub }) {
  return {
    async 'friend.listRequests'(page, context) {
      const { sql, app } = context
      const userId = operatorOf(context)
      const [listed, unread] = await Promise.all([listRequests(sql, app.sdkAppId, userId, page), countUnread(sql, app.sdkAppId, userId)])
      return { ...listed, unread }
    },

    async 'friend.answerRequest'({ requesterId, answer, remark }, context) {
      const { sql, app } = context
      const { sdkAppId } = app
      const userId = operatorOf(context)
      await lockCircle(sql, app, userId, [requesterId])
      const asked = await findRequest(sql, sdkAppId, requesterId, userId)
      if (!asked) throw new Refusal('friend_request_unknown')
      const pairs =
        answer === 'reject' ? [] : await befriend(context, { userId, requesterId, asked, remark, isMutual: answer === 'agreeAndAdd' })
      await removeRequests(sql, sdkAppId, [{ userId: requesterId, friendId: userId }, ...pairs])
      await tellFriendsAdded(context, hub, pairs, requesterId)
      await tellUsers(context, hub, [userId, requesterId], 'friend.requestAnswered', { requesterId, userId, answer })
      return {}
    },

    async 'friend.deleteRequest'({ userId: otherId, direction }, context) {
      const { sql, app } = context
      const userId = operatorOf(context)
      const [requesterId, askedId] = direction === 'incoming' ? [otherId, userId] : [userId, otherId]
      await lockCircle(sql, app, userId, [otherId])
      if (!(await findRequest(sql, app.sdkAppId, requesterId, askedId))) throw new Refusal('friend_request_unknown')
      await removeRequests(sql, app.sdkAppId, [{ userId: requesterId, friendId: askedId }])
      // One that is taken back is gone for both; one that is forgotten waits for the other in vain.
      const told = direction === 'outgoing' ? [userId, otherId] : [userId]
      await tellUsers(context, hub, told, 'friend.requestDeleted', { requesterId, userId: askedId })
      return {}
    },

    async 'friend.readRequests'(_, context) {
      const { sql, app } = context
      const userId = operatorOf(context)
      await lockCircle(sql, app, userId)
      const read = await markRead(sql, app.sdkAppId, userId)
      if (read > 0) await tellUsers(context, hub, [userId], 'friend.requestsRead', { userId })
      return {}
    },
  } satisfies Partial<Handlers>
}

interface Granted {
  userId: string
  requesterId: string
  asked: Asked
  remark: string
  isMutual: boolean
}

/** Under the locks of both. Blocklists have ended the request. Returns who came into whose list. */
async function befriend({ sql, app, limits, now }: AppContext, { userId, requesterId, asked, remark, isMutual }: Granted): Promise<Pair[]> {
  const { sdkAppId } = app
  const wanted: Pair[] = [{ userId: requesterId, friendId: userId }, ...(isMutual ? [{ userId, friendId: requesterId }] : [])]
  const [present, counts, lists] = await Promise.all([
    findFriendPairs(sql, sdkAppId, wanted),
    countsOfFriends(sql, sdkAppId, [userId, requesterId]),
    listListNames(sql, sdkAppId, requesterId),
  ])
  const missing = wanted.filter((pair) => !present.some((known) => known.userId === pair.userId))
  for (const pair of missing) {
    if (counts.get(pair.userId)! >= limits.friendsMax) throw new Refusal(pair.userId === userId ? 'friend_limit' : 'friend_limit_of_other')
  }
  const entries = missing.map((pair) => {
    const isMine = pair.userId === userId
    // Lists the other has no place for any more are left out.
    const places = friendListsMax - lists.length
    const fresh = isMine ? [] : missingLists(asked.lists, lists, []).slice(0, Math.max(0, places))
    const into = isMine ? [] : asked.lists.filter((name) => lists.includes(name) || fresh.includes(name))
    const { source, wording } = asked
    const friend = { userId: pair.friendId, remark: isMine ? remark : asked.remark, lists: into, source, wording, addedAt: now, custom: {} }
    return { ...pair, friend, fresh }
  })
  for (const { fresh } of entries) await insertLists(sql, sdkAppId, requesterId, fresh)
  await insertFriends(sql, sdkAppId, entries)
  return missing
}
