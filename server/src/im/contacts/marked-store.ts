import { type Contact, communityPrefix } from '@plenum/contract'
import type { Sql } from '../../platform/database.ts'
import { isKept, type Marked } from './marks.ts'

export interface ContactGroup {
  contactGroupId: number
  name: string
}

export interface Kept extends Marked {
  /** Order of the list, from 1. */
  number: number
  changedAt: Date
}

interface Row {
  number: number
  peerId: string | null
  groupId: string | null
  /** 64 digits, the highest bit first. */
  standardMark: string
  customMark: string
  contactGroupIds: number[]
  changedAt: Date
}

const columns = (sql: Sql) => sql`number, peer_id, group_id, standard_mark, custom_mark, contact_group_ids, changed_at`

export function listContactGroups(sql: Sql, sdkAppId: number, userId: string): Promise<ContactGroup[]> {
  return sql<ContactGroup[]>`
    select contact_group_id, name from contact_groups where app_id = ${sdkAppId} and user_id = ${userId} order by contact_group_id`
}

/** Its number is one that no other group of the user has. */
export async function addContactGroup(sql: Sql, sdkAppId: number, userId: string, name: string): Promise<ContactGroup> {
  const [group] = await sql<ContactGroup[]>`
    insert into contact_groups (app_id, user_id, contact_group_id, name)
    select ${sdkAppId}, ${userId}, coalesce(max(contact_group_id), 0) + 1, ${name}
    from contact_groups where app_id = ${sdkAppId} and user_id = ${userId}
    returning contact_group_id, name`
  return group!
}

export async function renameContactGroup(sql: Sql, sdkAppId: number, userId: string, { contactGroupId, name }: ContactGroup) {
  await sql`
    update contact_groups set name = ${name} where app_id = ${sdkAppId} and user_id = ${userId} and contact_group_id = ${contactGroupId}`
}

/** The conversations stay, those that were only in this group without a row. */
export async function deleteContactGroup(sql: Sql, sdkAppId: number, userId: string, contactGroupId: number, now: Date): Promise<void> {
  const ofUser = sql`app_id = ${sdkAppId} and user_id = ${userId}`
  await sql`
    update marked_contacts set contact_group_ids = array_remove(contact_group_ids, ${contactGroupId}), changed_at = ${now}
    where ${ofUser} and contact_group_ids @> array[${contactGroupId}::int]`
  await sql`
    delete from marked_contacts
    where ${ofUser} and contact_group_ids = '{}' and custom_mark = '' and standard_mark = 0::bit(64)`
  await sql`delete from contact_groups where ${ofUser} and contact_group_id = ${contactGroupId}`
}

export async function findMarked(sql: Sql, sdkAppId: number, userId: string, contacts: Contact[]): Promise<Kept[]> {
  const { peerIds, groupIds } = partiesOf(contacts)
  const rows = await sql<Row[]>`
    select ${columns(sql)} from marked_contacts
    where app_id = ${sdkAppId} and user_id = ${userId} and (peer_id = any(${peerIds}) or group_id = any(${groupIds})) order by number`
  return rows.map(asKept)
}

interface Page {
  after: number
  limit: number
  /** What is kept beside custom marks, as far as the plan shows it. */
  standardMarks: boolean
  contactGroups: boolean
  communities: boolean
}

export async function listMarked(sql: Sql, sdkAppId: number, userId: string, page: Page) {
  const { after, limit, standardMarks, contactGroups, communities } = page
  const rows = await sql<Row[]>`
    select ${columns(sql)} from marked_contacts
    where app_id = ${sdkAppId} and user_id = ${userId} and number > ${after}::bigint
      and (custom_mark <> ''
        or ${standardMarks} and standard_mark <> 0::bit(64)
        or ${contactGroups} and contact_group_ids <> '{}')
      ${communities ? sql`` : sql`and (group_id is null or not starts_with(group_id, ${communityPrefix}))`}
    order by number limit ${limit}`
  return rows.map(asKept)
}

export async function countMarked(sql: Sql, sdkAppId: number, userId: string): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*) from marked_contacts
    where app_id = ${sdkAppId} and user_id = ${userId} and (custom_mark <> '' or standard_mark <> 0::bit(64))`
  return row!.count
}

export async function countInGroup(sql: Sql, sdkAppId: number, userId: string, contactGroupId: number): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*) from marked_contacts
    where app_id = ${sdkAppId} and user_id = ${userId} and contact_group_ids @> array[${contactGroupId}::int]`
  return row!.count
}

/** For transactions in which the user's row is locked: numbers rise. What is neither marked nor in a group goes. */
export async function saveMarked(sql: Sql, sdkAppId: number, userId: string, changed: Marked[], now: Date): Promise<void> {
  const { peerIds, groupIds } = partiesOf(changed.filter((marked) => !isKept(marked)).map(({ contact }) => contact))
  const kept = changed.filter(isKept)
  const column = (valueIn: (marked: Marked) => string | null) => sql`${kept.map(valueIn)}::text[]`
  await sql`
    delete from marked_contacts
    where app_id = ${sdkAppId} and user_id = ${userId} and (peer_id = any(${peerIds}) or group_id = any(${groupIds}))`
  await sql`
    insert into marked_contacts (app_id, user_id, number, peer_id, group_id, standard_mark, custom_mark, contact_group_ids, changed_at)
    select
      ${sdkAppId}, ${userId}, place + (select coalesce(max(number), 0) from marked_contacts where app_id = ${sdkAppId} and user_id = ${userId}),
      peer_id, group_id, standard_mark::bit(64), custom_mark, string_to_array(contact_group_ids, ',')::int[], ${now}
    from unnest(
      ${column(({ contact }) => ('peerId' in contact ? contact.peerId : null))}, ${column(({ contact }) => ('groupId' in contact ? contact.groupId : null))},
      ${column(({ standardMarks }) => digitsOf(standardMarks))}, ${column(({ customMark }) => customMark)},
      ${column(({ contactGroupIds }) => contactGroupIds.join(','))}
    ) with ordinality as changed (peer_id, group_id, standard_mark, custom_mark, contact_group_ids, place)
    on conflict (app_id, user_id, peer_id, group_id) do update set
      standard_mark = excluded.standard_mark, custom_mark = excluded.custom_mark, contact_group_ids = excluded.contact_group_ids,
      changed_at = excluded.changed_at`
}

export function partiesOf(contacts: Contact[]) {
  return {
    peerIds: contacts.flatMap((contact) => ('peerId' in contact ? [contact.peerId] : [])),
    groupIds: contacts.flatMap((contact) => ('groupId' in contact ? [contact.groupId] : [])),
  }
}

function asKept({ peerId, groupId, standardMark, ...row }: Row): Kept {
  const standardMarks = Array.from(standardMark.split('').toReversed(), (digit, bit) => (digit === '1' ? bit : -1)).filter(
    (bit) => bit >= 0,
  )
  return { ...row, standardMarks, contact: peerId === null ? { groupId: groupId! } : { peerId } }
}

function digitsOf(bits: number[]): string {
  return Array.from({ length: 64 }, (_, place) => (bits.includes(63 - place) ? '1' : '0')).join('')
}
