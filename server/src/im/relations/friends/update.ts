import { friendListsMax, type Output } from '@plenum/contract'
import type { Sql } from '../../../platform/database.ts'
import { insertLists, listListNames } from './lists-store.ts'
import { faultyField, missingLists } from './rules.ts'
import { changeFriends, type FriendChange, findFriends } from './store.ts'

type Updated = Output<'friend.update'>['results'][number]

/** Under the lock of the user. Lists that are not there are made as far as there are places. */
export async function updateFriends(
  sql: Sql,
  sdkAppId: number,
  userId: string,
  wanted: FriendChange[],
  declared: ReadonlySet<string>,
): Promise<Updated[]> {
  const wantedIds = wanted.map((change) => change.userId)
  const [friends, present] = await Promise.all([findFriends(sql, sdkAppId, userId, wantedIds), listListNames(sql, sdkAppId, userId)])
  const newLists: string[] = []
  const changes = new Map<string, FriendChange>()
  const results = wanted.map((change): Updated => {
    const { userId: friendId, remark, lists, custom } = change
    if (!friends.has(friendId)) return { userId: friendId, code: 'not_a_friend' }
    const field = faultyField(change, declared)
    if (field) return { userId: friendId, code: 'friend_field_invalid', field }
    const missing = missingLists(lists ?? [], present, newLists)
    if (present.length + newLists.length + missing.length > friendListsMax) return { userId: friendId, code: 'friend_lists_limit' }
    newLists.push(...missing)
    const earlier = changes.get(friendId)
    changes.set(friendId, {
      userId: friendId,
      remark: remark ?? earlier?.remark,
      lists: lists ? [...new Set(lists)] : earlier?.lists,
      custom: { ...earlier?.custom, ...custom },
    })
    return { userId: friendId, code: 'done' }
  })
  await insertLists(sql, sdkAppId, userId, newLists)
  await changeFriends(sql, sdkAppId, userId, [...changes.values()])
  return results
}
