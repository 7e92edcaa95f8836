import { Refusal, type Relation } from '@plenum/contract'
import { type Pair, pairsBetween, sidesOf } from '../../limits/pairs.ts'
import type { Sql } from '../../platform/database.ts'
import { findUserIds } from '../users/store.ts'

interface Question {
  bothWays: boolean
  /** Those of the pairs that are there. */
  findPairs: (sql: Sql, sdkAppId: number, pairs: Pair[]) => Promise<Pair[]>
}

/** Who has whom, in the order asked for; null: there is no such user. */
export async function relationsBetween(
  sql: Sql,
  sdkAppId: number,
  userId: string,
  userIds: string[],
  { bothWays, findPairs }: Question,
): Promise<{ userId: string; relation: Relation | null }[]> {
  const [present, pairs] = await Promise.all([
    findUserIds(sql, sdkAppId, [userId, ...userIds]),
    findPairs(sql, sdkAppId, pairsBetween(userId, [...new Set(userIds)])),
  ])
  if (!present.has(userId)) throw new Refusal('user_unknown', { userId })
  const { mine, theirs } = sidesOf(userId, pairs)
  return userIds.map((other) => ({
    userId: other,
    relation: present.has(other) ? relationOf(mine.has(other), theirs.has(other), bothWays) : null,
  }))
}

/** Who has whom, of two. Asked one way, only what the one who asks has is told. */
function relationOf(iHave: boolean, theyHave: boolean, bothWays: boolean): Relation {
  if (bothWays && theyHave) return iHave ? 'both' : 'theirs'
  return iHave ? 'mine' : 'none'
}
