import type { Sql } from '../../platform/database.ts'
import type { Installation } from '../../road/context.ts'

/** The group with most members, the user in most groups and the one with most friends. */
export interface Fullest {
  group: { id: string; name: string; use: number } | null
  user: { id: string; use: number } | null
  /** When these two were read; null: just now. */
  asOf: Date | null
  friends: { id: string; use: number } | null
  friendsAsOf: Date | null
}

export interface AppSize {
  sdkAppId: number
  groupCount: number
  userCount: number
}

/**
 * A full index on the counters would end cheap updates, so only high values are indexed (`groups_large`, `im_users_busy`). Small apps
 * are read through; of large ones the answer is remembered for a minute, but for what is above those bounds: 100,000 groups and
 * 1,000,000 users take a third of a second to read through. Friends have no such index.
 */
export async function findFullest(
  sql: Sql,
  installation: Installation,
  apps: readonly AppSize[],
  now: Date,
): Promise<Map<number, Fullest>> {
  const [small, large] = [apps.filter(isSmall), apps.filter((app) => !isSmall(app))]
  const found = await readSmall(
    sql,
    small.map((app) => app.sdkAppId),
  )
  const memory = memoryOf(installation)
  for (const { sdkAppId } of large) {
    const [{ group, user }, through] = await Promise.all([
      readHigh(sql, sdkAppId),
      remembered(memory, sdkAppId, () => readThrough(sql, sdkAppId, now)),
    ])
    found.set(sdkAppId, {
      ...through,
      group: group ?? through.group,
      user: user ?? through.user,
      asOf: group && user ? null : through.asOf,
    })
  }
  return found
}

const smallMax = 5_000
const rememberedMs = 60_000
const rememberedMax = 1_000

const isSmall = ({ groupCount, userCount }: AppSize) => groupCount + userCount <= smallMax

type Memory = Map<number, { readAt: number; fullest: Promise<Fullest> }>
const memories = new WeakMap<Installation, Memory>()

function memoryOf(installation: Installation): Memory {
  const memory = memories.get(installation) ?? new Map()
  memories.set(installation, memory)
  return memory
}

/** Two who ask at once wait for the same reading. */
function remembered(memory: Memory, sdkAppId: number, read: () => Promise<Fullest>): Promise<Fullest> {
  const known = memory.get(sdkAppId)
  if (known && performance.now() - known.readAt < rememberedMs) return known.fullest
  const fullest = read()
  memory.delete(sdkAppId)
  memory.set(sdkAppId, { readAt: performance.now(), fullest })
  if (memory.size > rememberedMax) memory.delete(memory.keys().next().value!)
  fullest.catch(() => memory.delete(sdkAppId))
  return fullest
}

async function readSmall(sql: Sql, sdkAppIds: number[]): Promise<Map<number, Fullest>> {
  if (sdkAppIds.length === 0) return new Map()
  const rows = await sql<SmallRow[]>`
    select wanted.id as app_id, groups.id as group_id, groups.name as group_name, groups.member_count, users.user_id, users.group_count,
      befriended.user_id as befriended_id, befriended.friend_count
    from unnest(${sdkAppIds}::bigint[]) as wanted (id)
    left join lateral (
      select id, name, member_count from groups where groups.app_id = wanted.id and type <> 'Community' order by member_count desc, id limit 1
    ) as groups on true
    left join lateral (
      select user_id, group_count from im_users where im_users.app_id = wanted.id order by group_count desc, user_id limit 1
    ) as users on true
    left join lateral (
      select user_id, friend_count from im_users where im_users.app_id = wanted.id order by friend_count desc, user_id limit 1
    ) as befriended on true`
  return new Map(
    rows.map((row) => [
      row.appId,
      {
        group: row.groupId === null ? null : { id: row.groupId, name: row.groupName!, use: row.memberCount! },
        user: row.userId === null ? null : { id: row.userId, use: row.groupCount! },
        asOf: null,
        friends: row.befriendedId === null ? null : { id: row.befriendedId, use: row.friendCount! },
        friendsAsOf: null,
      },
    ]),
  )
}

interface SmallRow {
  appId: number
  groupId: string | null
  groupName: string | null
  memberCount: number | null
  userId: string | null
  groupCount: number | null
  befriendedId: string | null
  friendCount: number | null
}

async function readHigh(sql: Sql, sdkAppId: number): Promise<Pick<Fullest, 'group' | 'user'>> {
  const [[group], [user]] = await Promise.all([
    sql<NonNullable<Fullest['group']>[]>`
      select id, name, member_count as use from groups
      where app_id = ${sdkAppId} and member_count > 200 and type <> 'Community' order by member_count desc, id limit 1`,
    sql<NonNullable<Fullest['user']>[]>`
      select user_id as id, group_count as use from im_users
      where app_id = ${sdkAppId} and group_count > 500 order by group_count desc, user_id limit 1`,
  ])
  return { group: group ?? null, user: user ?? null }
}

async function readThrough(sql: Sql, sdkAppId: number, now: Date): Promise<Fullest> {
  const all = (await readSmall(sql, [sdkAppId])).get(sdkAppId)!
  return { ...all, asOf: now, friendsAsOf: now }
}
