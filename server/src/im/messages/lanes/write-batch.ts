import type { Delivery, GroupRules, Message, Platform } from '@plenum/contract'
import type { Sql } from '../../../platform/database.ts'
import type { Alongside } from '../../../road/context.ts'

/** Where a message goes. */
export type Destination =
  | { kind: 'group'; groupId: string }
  | { kind: 'topic'; groupId: string; topicId: string }
  | { kind: 'direct'; receiverId: string; clientSequence: number }

export interface Outgoing {
  sdkAppId: number
  /** Of the app when the message was admitted. */
  revision: number
  to: Destination
  /** Of an imported message: when it was said. */
  at: Date
  day: string
  message: Omit<Message, 'sequence' | 'at'>
  /** The client it came from; left out: the app's own server. */
  platform?: Platform
  /** The body as JSON, where it is written already. */
  bodyText?: string
  /** Between users: the sender gave no MsgSeq. */
  isNumberMadeUp?: boolean
  /** Delivered and not kept. */
  onlineOnly?: boolean
  /** Not for groups that store no members. */
  forMembers?: boolean
  byAdministrator?: boolean
  /** Said through a live connection. In a group only by its members; of one that stores none, by whoever is present. */
  byUser?: boolean
  isPresent?: boolean
  /** Between users: only when they are friends. */
  friendsOnly?: boolean
  /** In a group: custom fields whose values go with it. */
  carries?: GroupRules['carriedFields']
  /** Said elsewhere before: may be old. In a group it is unread for nobody. */
  imported?: boolean
  /** Nobody is told. */
  silent?: boolean
  delivery?: Delivery
  /** What others are told of it is written with it. */
  alongside?: Alongside
}

export type Written =
  /** `clientSequence`: between users, that of the message whose answer this is. */
  | { outcome: 'sent' | 'passed' | 'duplicate'; sequence: number | null; at: Date; clientSequence?: number | null }
  | { outcome: 'stale' | 'group_unknown' | 'sender_unknown' | 'receiver_unknown' | 'not_supported' | 'muted' | 'too_early' }
  | { outcome: 'not_member' | 'blocked' | 'not_friends' }

export const duplicateWindowMs = 5 * 60 * 1000
const priorities = { High: 1, Normal: 2, Low: 3, Lowest: 4 } as const

/** Names the conversation of two users; no UserID holds a line end. */
export function directKey(userId: string, peerId: string): string {
  return userId < peerId ? `${userId}\n${peerId}` : `${peerId}\n${userId}`
}

export function conversationKey({ to, message }: Pick<Outgoing, 'to'> & { message: { senderId: string } }): string {
  if (to.kind === 'direct') return directKey(message.senderId, to.receiverId)
  return to.kind === 'topic' ? to.topicId : to.groupId
}

/** One statement that commits by itself; answers in the order given. No two of a batch may be the same message. */
export async function writeBatch(sql: Sql, batch: Outgoing[], { daysAreKnown }: { daysAreKnown: boolean }): Promise<Written[]> {
  const { sdkAppIds, conversations, turns } = placesOf(batch)
  const moments = batch.map(({ at }) => at.getTime() / 1000)
  const rows = await sql<{ outcome: Written['outcome']; sequence: number | null; at: Date | null; clientSequence: number | null }[]>`
    select outcome, sequence, at, client_sequence from send_messages(
      ${sdkAppIds}::bigint[], ${conversations.map(({ home }) => home)}::int[], ${conversations.map(({ key }) => key)}::text[], ${conversations.map(({ groupId }) => groupId)}::text[],
      ${turns}::int[], ${batch.map(({ revision }) => revision)}::bigint[], ${batch.map(({ message }) => message.senderId)}::text[],
      ${sparse(batch, ({ to }) => (to.kind === 'direct' ? to.receiverId : null))}::text[],
      ${sparse(batch, ({ to }) => (to.kind === 'direct' ? to.clientSequence : null))}::bigint[],
      ${batch.map(({ message }) => message.random)}::bigint[], ${moments}::float8[], ${batch.map(({ day }) => day)}::date[],
      ${batch.map(({ message }) => priorities[message.priority])}::smallint[], ${batch.map(bodyTextOf)}::text[],
      ${sparse(batch, ({ message }) => message.cloudCustomData || null)}::text[], ${sparse(batch, extraOf)}::text[],
      ${batch.map(flagsOf)}::int[], ${Math.min(...moments)}::float8, ${Math.max(...moments)}::float8, ${daysAreKnown}::boolean, 
      ${duplicateWindowMs} * interval '1 millisecond'
    )`
  if (rows.length !== batch.length) throw new Error(`${rows.length} answers for ${batch.length} messages`)
  return rows.map(({ outcome, sequence, at, clientSequence }) =>
    outcome === 'sent' || outcome === 'passed' || outcome === 'duplicate'
      ? { outcome, sequence: sequence || null, at: at!, clientSequence }
      : { outcome },
  )
}

export function bodyTextOf({ bodyText, message }: Outgoing): string {
  return bodyText ?? JSON.stringify(message.body)
}

/** Each app and each conversation once. Places count from 1: of a conversation that of its app, of a message that of its conversation. */
function placesOf(batch: Outgoing[]) {
  const sdkAppIds: number[] = []
  const conversations: { home: number; key: string; groupId: string | null }[] = []
  const places = new Map<string, number>()
  const turns = batch.map((outgoing) => {
    const { sdkAppId, to } = outgoing
    const key = conversationKey(outgoing)
    const name = `${sdkAppId} ${key}`
    const known = places.get(name)
    if (known !== undefined) return known
    const home = sdkAppIds.indexOf(sdkAppId) + 1 || sdkAppIds.push(sdkAppId)
    const turn = conversations.push({ home, key, groupId: to.kind === 'direct' ? null : to.groupId })
    places.set(name, turn)
    return turn
  })
  return { sdkAppIds, conversations, turns }
}

/** What most messages do not have: nothing at all when none has it. */
function sparse<T>(batch: Outgoing[], valueIn: (outgoing: Outgoing) => T | null): (T | null)[] {
  const values = batch.map(valueIn)
  return values.every((value) => value === null) ? [] : values
}

const flags = {
  kept: 1,
  forMembers: 2,
  byAdministrator: 4,
  imported: 8,
  system: 16,
  unlisted: 32,
  numberMadeUp: 64,
  byUser: 128,
  presentOrFriends: 256,
} as const

function flagsOf(outgoing: Outgoing): number {
  const { onlineOnly, forMembers, byAdministrator, byUser, isPresent, friendsOnly, imported, isNumberMadeUp, message } = outgoing
  return (
    (onlineOnly ? 0 : flags.kept) |
    (forMembers ? flags.forMembers : 0) |
    (byAdministrator ? flags.byAdministrator : 0) |
    (imported ? flags.imported : 0) |
    (message.system ? flags.system : 0) |
    (message.system || message.noLastMessage ? flags.unlisted : 0) |
    (isNumberMadeUp ? flags.numberMadeUp : 0) |
    (byUser ? flags.byUser : 0) |
    (isPresent || friendsOnly ? flags.presentOrFriends : 0)
  )
}

function extraOf({ message, imported }: Outgoing): string | null {
  const { mentions, receiverIds, noUnread, noLastMessage, supportsExtensions, needsReceipt, notForSender, carried } = message
  const extra = { mentions, receiverIds, noUnread, noLastMessage, supportsExtensions, needsReceipt, notForSender, carried, imported }
  const text = JSON.stringify(extra)
  return text === '{}' ? null : text
}
