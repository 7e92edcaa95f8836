import { type Contact, type ContactResult, contactMarksMax, Refusal } from '@plenum/contract'
import { isHiddenCommunity } from '../../limits/hidden-communities.ts'
import { keepGroups, lockApp, lockUsers } from '../../limits/locks.ts'
import type { Hub } from '../../platform/hub.ts'
import type { AppContext, Handlers } from '../../road/context.ts'
import { tellUsers } from '../users/notices.ts'
import { findUserIds } from '../users/store.ts'
import {
  addContactGroup,
  type ContactGroup,
  countInGroup,
  countMarked,
  deleteContactGroup,
  findMarked,
  listContactGroups,
  listMarked,
  partiesOf,
  renameContactGroup,
  saveMarked,
} from './marked-store.ts'
import { applied, isMarked, type Marked, type Missing, nameOf, shownBy, unmarked, withGroup, withMarks } from './marks.ts'

const contactsPerCallMax = 100
const contactsPerSearchMax = 300
const contactGroupsMax = 20
const nameBytesMax = 32

export function markHandlers({ hub }: { hub: Hub }) {
  /** The user's other devices. */
  async function tellMarked(context: AppContext, userId: string, changed: Marked[]): Promise<void> {
    const contacts = changed.map((marked) => {
      const { changedAt: _, ...shown } = shownBy(context, { ...marked, changedAt: null })
      return shown
    })
    if (contacts.length > 0) await tellUsers(context, hub, [userId], 'contact.marked', { userId, contacts })
  }

  async function tellGroups(context: AppContext, userId: string): Promise<void> {
    const groups = [...(await listContactGroups(context.sql, context.app.sdkAppId, userId))]
    await tellUsers(context, hub, [userId], 'contactGroup.changed', { userId, groups })
  }

  async function changeGroup(
    context: AppContext,
    userId: string,
    { contactGroupId }: ContactGroup,
    wanted: { contact: Contact; isIn: boolean }[],
    missing: (contact: Contact) => Missing | null,
  ): Promise<ContactResult[]> {
    const { sql, app, now } = context
    const contacts = wanted.map(({ contact }) => contact)
    const { results, changed } = applied(
      wanted.map(({ contact, isIn }) => ({ contact, change: (marked) => withGroup(marked, contactGroupId, isIn) })),
      {
        known: await findMarked(sql, app.sdkAppId, userId, contacts),
        counts: ({ contactGroupIds }) => contactGroupIds.includes(contactGroupId),
        count: await countInGroup(sql, app.sdkAppId, userId, contactGroupId),
        countMax: contactMarksMax,
        missing,
      },
    )
    await saveMarked(sql, app.sdkAppId, userId, changed, now)
    await tellMarked(context, userId, changed)
    return results
  }

  return {
    async 'contact.mark'({ userId, marks }, context) {
      const { sql, app, limits, now } = context
      if (marks.some(({ standard }) => standard) && !limits.features.conversationMarks) throw new Refusal('top_plan_needed')
      refuseCount(marks, contactsPerCallMax)
      const contacts = marks.map(({ contact }) => contact)
      const missing = await lockUserWith(context, userId, contacts)
      const known = await findMarked(sql, app.sdkAppId, userId, contacts)
      const { results, changed } = applied(
        marks.map(({ contact, ...marking }) => ({ contact, change: (marked) => withMarks(marked, marking) })),
        { known, counts: isMarked, count: await countMarked(sql, app.sdkAppId, userId), countMax: contactMarksMax, missing },
      )
      refuseWhenNothingWasDone(results)
      await saveMarked(sql, app.sdkAppId, userId, changed, now)
      await tellMarked(context, userId, changed)
      return { results }
    },

    async 'contact.find'({ userId, contacts }, context) {
      refuseCount(contacts, contactsPerSearchMax)
      const { sql, app } = context
      const [found, kept, groups] = await Promise.all([
        findUserIds(sql, app.sdkAppId, [userId]),
        findMarked(sql, app.sdkAppId, userId, contacts),
        listContactGroups(sql, app.sdkAppId, userId),
      ])
      if (!found.has(userId)) throw new Refusal('user_unknown', { userId })
      const byName = new Map(kept.map((marked) => [nameOf(marked.contact), marked]))
      const shown = contacts.map((contact) => shownBy(context, byName.get(nameOf(contact)) ?? { ...unmarked(contact), changedAt: null }))
      const named = new Set(shown.flatMap(({ contactGroupIds }) => contactGroupIds))
      return { contacts: shown, groups: groups.filter(({ contactGroupId }) => named.has(contactGroupId)) }
    },

    async 'contact.listMarked'({ userId, after, limit }, context) {
      const { sql, app, limits } = context
      const { conversationMarks, conversationGroups } = limits.features
      const [found, kept, groups] = await Promise.all([
        findUserIds(sql, app.sdkAppId, [userId]),
        listMarked(sql, app.sdkAppId, userId, {
          after,
          limit: limit + 1,
          standardMarks: conversationMarks,
          contactGroups: conversationGroups,
          communities: limits.features.communities,
        }),
        conversationGroups ? listContactGroups(sql, app.sdkAppId, userId) : [],
      ])
      if (!found.has(userId)) throw new Refusal('user_unknown', { userId })
      const page = kept.slice(0, limit)
      return {
        contacts: page.map((marked) => shownBy(context, marked)),
        groups: [...groups],
        next: kept.length > limit ? page.at(-1)!.number : null,
      }
    },

    async 'contactGroup.create'({ userId, name, contacts }, context) {
      const { sql, app } = context
      refuseWithoutGroups(context)
      refuseLongName(name)
      refuseCount(contacts, contactsPerCallMax)
      const missing = await lockUserWith(context, userId, contacts)
      const groups = await listContactGroups(sql, app.sdkAppId, userId)
      if (groups.some((group) => group.name === name)) throw new Refusal('contact_group_name_taken')
      if (groups.length >= contactGroupsMax) throw new Refusal('contact_group_limit', { allowed: contactGroupsMax })
      const group = await addContactGroup(sql, app.sdkAppId, userId, name)
      await tellGroups(context, userId)
      const inGroup = contacts.map((contact) => ({ contact, isIn: true }))
      return { group, results: await changeGroup(context, userId, group, inGroup, missing) }
    },

    async 'contactGroup.update'({ userId, name, change }, context) {
      const { sql, app } = context
      refuseWithoutGroups(context)
      if ('newName' in change) refuseLongName(change.newName)
      else refuseCount(change.contacts, contactsPerCallMax)
      const contacts = 'contacts' in change ? change.contacts.map(({ contact }) => contact) : []
      const missing = await lockUserWith(context, userId, contacts)
      const groups = await listContactGroups(sql, app.sdkAppId, userId)
      const group = groupNamed(groups, name)
      if ('newName' in change) {
        const renamed = { ...group, name: change.newName }
        if (groups.some((other) => other !== group && other.name === renamed.name)) throw new Refusal('contact_group_name_taken')
        await renameContactGroup(sql, app.sdkAppId, userId, renamed)
        await tellGroups(context, userId)
        return { group: renamed, results: [] }
      }
      const wanted = change.contacts.map(({ contact, operation }) => ({ contact, isIn: operation === 'add' }))
      const results = await changeGroup(context, userId, group, wanted, missing)
      refuseWhenNothingWasDone(results)
      return { group, results }
    },

    async 'contactGroup.delete'({ userId, name }, context) {
      const { sql, app, now } = context
      refuseWithoutGroups(context)
      await lockUserWith(context, userId, [])
      const group = groupNamed(await listContactGroups(sql, app.sdkAppId, userId), name)
      await deleteContactGroup(sql, app.sdkAppId, userId, group.contactGroupId, now)
      await tellGroups(context, userId)
      return { group }
    },
  } satisfies Partial<Handlers>
}

/** From here on the user's marks and groups are written by nobody else, and the conversations' users and groups stay. Says which are not there. */
async function lockUserWith({ sql, app, limits }: AppContext, userId: string, contacts: Contact[]) {
  const { peerIds, groupIds } = partiesOf(contacts)
  // Under it no account is deleted.
  await lockApp(sql, app, 'revision')
  const groups = await keepGroups(sql, app.sdkAppId, groupIds)
  const locked = await lockUsers(sql, app.sdkAppId, [userId])
  if (!locked.has(userId)) throw new Refusal('user_unknown', { userId })
  const users = await findUserIds(sql, app.sdkAppId, peerIds)
  return (contact: Contact): Missing | null => {
    if ('peerId' in contact) return users.has(contact.peerId) ? null : 'user_unknown'
    if (isHiddenCommunity(contact.groupId, limits)) return 'community_not_enabled'
    return groups.has(contact.groupId) ? null : 'contact_unresolved'
  }
}

function groupNamed(groups: ContactGroup[], name: string): ContactGroup {
  const group = groups.find((group) => group.name === name)
  if (!group) throw new Refusal('contact_group_unknown')
  return group
}

function refuseWithoutGroups({ limits }: AppContext): void {
  if (!limits.features.conversationGroups) throw new Refusal('top_plan_needed')
}

function refuseLongName(name: string): void {
  if (Buffer.byteLength(name) > nameBytesMax) throw new Refusal('contact_group_name_too_long', { allowed: nameBytesMax })
}

function refuseCount(contacts: unknown[], allowed: number): void {
  if (contacts.length === 0 || contacts.length > allowed) throw new Refusal('contact_count_wrong', { allowed })
}

/** Then nothing was changed, and the whole call says why. */
function refuseWhenNothingWasDone(results: ContactResult[]): void {
  const [first] = results
  if (!first || first.code === 'done' || results.some(({ code }) => code === 'done')) return
  throw new Refusal(first.code, { allowed: contactMarksMax, ...('peerId' in first.contact && { userId: first.contact.peerId }) })
}
