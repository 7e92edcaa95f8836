import type { GroupType, ParsedInput } from '@plenum/contract'
import type { Sql } from '../../../platform/database.ts'

export interface ListedGroup {
  groupId: string
  name: string
  type: GroupType
  ownerId: string | null
  memberCount: number
  createdAt: Date
}

type Page = Omit<ParsedInput<'appGroup.list'>, 'sdkAppId'> & { withCommunities: boolean }

/** Sorts behind every id, and behind every text, that begins with what stands before it. */
const lastOfIds = '\u007f'
const lastOfTexts = '\u{10ffff}'

/** One row more than the page has, when there is more. Every page is a piece of an index, however many groups there are. */
export function searchGroups(sql: Sql, sdkAppId: number, { by, search, after, limit, withCommunities }: Page): Promise<ListedGroup[]> {
  const columns = sql`id as group_id, name, type, owner_id, member_count, created_at`
  const ofType = withCommunities ? sql`` : sql`and type <> 'Community'`
  if (by === 'groupId') {
    return sql<ListedGroup[]>`
      select ${columns} from groups
      where app_id = ${sdkAppId} and id >= ${search} and id < ${search + lastOfIds} and id > ${after?.groupId ?? ''} ${ofType}
      order by id limit ${limit + 1}`
  }
  return sql<ListedGroup[]>`
    select ${columns} from groups
    where app_id = ${sdkAppId}
      and lower(name collate "C") >= lower(${search}::text collate "C")
      and lower(name collate "C") < lower(${search}::text collate "C") || ${lastOfTexts}
      ${after ? sql`and (lower(name collate "C"), id) > (lower(${after.name}::text collate "C"), ${after.groupId})` : sql``} ${ofType}
    order by lower(name collate "C"), id limit ${limit + 1}`
}
