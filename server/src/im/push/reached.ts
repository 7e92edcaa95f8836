import type { Push, PushCondition } from '@plenum/contract'
import type { Sql } from '../../platform/database.ts'
import { isReached, type Traits } from './rules.ts'

interface User {
  sdkAppId: number
  userId: string
}

/** More than seven days of 100 pushes. */
const keptMax = 1_000

type Kept = Omit<Push, 'at' | 'expiresAt'> & { at: Date; expiresAt: Date }

/** Which of these users a condition names. */
export async function findReached(sql: Sql, sdkAppId: number, userIds: string[], condition: PushCondition | null): Promise<string[]> {
  const traits = await findTraitsOf(
    sql,
    userIds.map((userId) => ({ sdkAppId, userId })),
  )
  return userIds.filter((_, index) => isReached(condition, traits[index]!))
}

/** What users who come now have missed and still get, oldest first. Whoever has come after a push is not meant by it. In the order given. */
export async function listKeptPushesOf(sql: Sql, users: User[], now: Date): Promise<Push[][]> {
  const kept = await Promise.all(
    [...new Set(users.map(({ sdkAppId }) => sdkAppId))].map(async (id) => [id, await listLiving(sql, id, now)] as const),
  )
  const ofApp = new Map(kept.filter(([, pushes]) => pushes.length > 0))
  // Most apps push nothing: nobody is looked up then.
  const meant = users.filter(({ sdkAppId }) => ofApp.has(sdkAppId))
  if (meant.length === 0) return users.map(() => [])
  const [traits, cameAt] = await Promise.all([findTraitsOf(sql, meant), findCreation(sql, meant)])
  return users.map((user) => {
    const index = meant.indexOf(user)
    const came = cameAt.get(index)
    if (index === -1 || !came) return []
    return ofApp
      .get(user.sdkAppId)!
      .filter(({ at, condition }) => at >= came && isReached(condition, traits[index]!))
      .map(({ at, expiresAt, ...push }) => ({ ...push, at: at.toISOString(), expiresAt: expiresAt.toISOString() }))
  })
}

function listLiving(sql: Sql, sdkAppId: number, now: Date): Promise<Kept[]> {
  return sql<Kept[]>`
    select task_id, sender_id, random, body, condition, offline_push_info, at, expires_at from pushes
    where app_id = ${sdkAppId} and expires_at > ${now} and at < expires_at
    order by at, task_id limit ${keptMax}`
}

async function findCreation(sql: Sql, users: User[]): Promise<Map<number, Date>> {
  const rows = await sql<{ place: number; createdAt: Date }[]>`
    select place, created_at from ${wanted(sql, users)}
    cross join lateral (select created_at from im_users where app_id = wanted.app_id and user_id = wanted.user_id limit 1) as found`
  return new Map(rows.map(({ place, createdAt }) => [place - 1, createdAt]))
}

async function findTraitsOf(sql: Sql, users: User[]): Promise<Traits[]> {
  const [attributes, tags] = await Promise.all([
    sql<{ place: number; slot: number; value: string }[]>`
      select place, slot, value from ${wanted(sql, users)}
      join lateral (select slot, value from push_attributes where app_id = wanted.app_id and user_id = wanted.user_id limit 10) as own on true`,
    sql<{ place: number; tag: string }[]>`
      select place, tag from ${wanted(sql, users)}
      join lateral (select tag from push_tags where app_id = wanted.app_id and user_id = wanted.user_id limit 100) as own on true`,
  ])
  const traits: Traits[] = users.map(() => ({ attributes: {}, tags: [] }))
  for (const { place, slot, value } of attributes) traits[place - 1]!.attributes[String(slot)] = value
  for (const { place, tag } of tags) traits[place - 1]!.tags.push(tag)
  return traits
}

const wanted = (sql: Sql, users: User[]) => sql`
  unnest(${users.map(({ sdkAppId }) => sdkAppId)}::bigint[], ${users.map(({ userId }) => userId)}::text[])
    with ordinality as wanted (app_id, user_id, place)`
