import type { FriendAdded } from '@plenum/contract'
import { countsOfFriends, insertFriends, lockCircle, type NewFriend } from '../../../limits/friends.ts'
import type { Allowed } from '../../../limits/locks.ts'
import { type Pair, pairsBetween, sidesOf } from '../../../limits/pairs.ts'
import type { Sql } from '../../../platform/database.ts'
import type { AppInMemory } from '../../../road/context.ts'
import { findProfiles } from '../../users/profiles/store.ts'
import { findBlockedPairs } from '../blocklist/store.ts'
import { countRequests, findAsked, putRequests, removeRequests } from '../requests-store.ts'
import { insertLists, listListNames } from './lists-store.ts'
import { type Circle, decideAdditions, type Manner } from './rules.ts'
import { findFriendPairs } from './store.ts'

/** Adds friends one by one as far as there are places in every list they come into. Who must be asked is asked. */
export async function addFriends(
  sql: Sql,
  { app, limits }: Allowed,
  userId: string,
  wanted: NewFriend[],
  manner: Manner,
  now: Date,
): Promise<{ results: FriendAdded[]; pairs: Pair[]; asked: NewFriend[] }> {
  const { sdkAppId } = app
  const wantedIds = wanted.map((friend) => friend.userId)
  const others = await lockCircle(sql, app, userId, wantedIds)
  const circle = await loadCircle(sql, app, userId, others)
  const { results, mine, theirs, asked, newLists } = decideAdditions(userId, wanted, circle, manner, limits.friendsMax)
  const entries = [
    ...mine.map((friend) => ({ userId, friendId: friend.userId, friend })),
    ...theirs.map((friend) => ({ userId: friend.userId, friendId: userId, friend: { ...friend, remark: '', lists: [], custom: {} } })),
  ]
  await insertLists(sql, sdkAppId, userId, newLists)
  await insertFriends(sql, sdkAppId, entries)
  await removeRequests(sql, sdkAppId, entries)
  await putRequests(sql, sdkAppId, userId, asked, { mutual: manner.mutual, now })
  return { results, pairs: entries.map((entry) => ({ userId: entry.userId, friendId: entry.friendId })), asked }
}

async function loadCircle(sql: Sql, { sdkAppId, settings }: AppInMemory, userId: string, otherIds: string[]): Promise<Circle> {
  const between = pairsBetween(userId, otherIds)
  const everybody = [userId, ...otherIds]
  const [profiles, friendCounts, requestCounts, friendPairs, blockedPairs, asked, lists] = await Promise.all([
    findProfiles(sql, sdkAppId, everybody),
    countsOfFriends(sql, sdkAppId, everybody),
    countRequests(sql, sdkAppId, otherIds),
    findFriendPairs(sql, sdkAppId, between),
    findBlockedPairs(sql, sdkAppId, between),
    findAsked(sql, sdkAppId, userId, otherIds),
    listListNames(sql, sdkAppId, userId),
  ])
  const personOf = (other: string) => ({
    friendCount: friendCounts.get(other)!,
    allowType: profiles.get(other)!.allowType ?? settings.defaultAllowType,
    requestCount: requestCounts.get(other) ?? 0,
  })
  return {
    me: { friendCount: friendCounts.get(userId)!, mayAsk: profiles.get(userId)!.adminForbid !== 'sendOut', lists },
    others: new Map(otherIds.map((other) => [other, personOf(other)])),
    friends: sidesOf(userId, friendPairs),
    blocks: sidesOf(userId, blockedPairs),
    asked,
  }
}
