import { type ParsedInput, Refusal } from '@plenum/contract'
import { membersMaxOf } from '../../../limits/members.ts'
import type { Hub } from '../../../platform/hub.ts'
import { type Change, recordOfApp } from '../../../records/audit.ts'
import type { AppContext, Handlers } from '../../../road/context.ts'
import type { Presence } from '../../live/presence.ts'
import type { Tell } from '../../messages/tips.ts'
import { groupHandlers } from '../commands.ts'
import { joiningHandlers } from '../joining/commands.ts'
import { findGroups } from '../store.ts'
import { typesAllowed } from '../type-change.ts'
import { administratorOf, asAdministrator, callOf } from './as-administrator.ts'
import { groupChanges } from './group-changes.ts'
import { saidAs } from './said-as.ts'
import { searchGroups } from './store.ts'

interface Parts {
  tell: Tell
  hub: Hub
  presence: Presence
  /** One and the same for all callers: it counts the messages of each group. */
  send: Handlers['message.send']
}

/** What the app's callback put in the place of the text. */
interface Replaced {
  instead?: Pick<ParsedInput<'message.send'>, 'body' | 'cloudCustomData'>
}

/** A person does what the app's own server does, by the same functions and so under the same limits, and it is recorded who it was. */
export function appGroupHandlers({ send, ...im }: Parts) {
  const groups = groupHandlers(im)
  const members = joiningHandlers(im)

  return {
    async 'appGroup.list'({ sdkAppId, ...page }, { sql, limits }) {
      const found = await searchGroups(sql, sdkAppId, { ...page, withCommunities: limits.features.communities })
      const listed = found.slice(0, page.limit).map((group) => ({ ...group, createdAt: group.createdAt.toISOString() }))
      const { groupId, name } = listed.at(-1) ?? { groupId: '', name: '' }
      return { groups: listed, next: found.length > page.limit ? { groupId, name } : null }
    },

    async 'appGroup.get'({ groupId }, context) {
      const answer = await groups['group.get'](callOf('group.get', { groupIds: [groupId] }), asAdministrator(context))
      const group = answer.groups[0]!
      if ('refused' in group && group.refused) throw new Refusal(group.refused)
      // An administrator sees all of it.
      if (!('infoSeq' in group)) throw new Refusal('group_unknown')
      return { ...group, membersAllowed: membersMaxOf(groupId, context.limits), typesAllowed: typesAllowed(context, group) }
    },

    async 'appGroup.create'(input, context) {
      const answer = await groups['group.create'](saidAs.create(input), asAdministrator(context))
      await record(context, 'appGroup.created', [{ field: 'Group', before: null, after: `${input.name}, ${answer.groupId}` }])
      return answer
    },

    async 'appGroup.update'(input, context) {
      const { sdkAppId, groupId, ...changes } = input
      const before = (await findGroups(context.sql, sdkAppId, [groupId])).get(groupId)
      await groups['group.update'](saidAs.update(input), asAdministrator(context))
      if (before) await record(context, 'appGroup.updated', groupChanges(before, changes))
      return {}
    },

    async 'appGroup.destroy'(input, context) {
      const { sdkAppId, groupId } = input
      const group = (await findGroups(context.sql, sdkAppId, [groupId])).get(groupId)
      await groups['group.destroy'](saidAs.destroy(input), asAdministrator(context))
      await record(context, 'appGroup.destroyed', [{ field: 'Group', before: `${group?.name}, ${groupId}`, after: null }])
      return {}
    },

    async 'appGroup.addMembers'(input, context) {
      const outcome = await members['group.addMembers'](saidAs.addMembers(input), asAdministrator(context))
      await record(
        context,
        'appGroup.membersAdded',
        outcome.added.map((userId) => ({ field: `Member of ${input.groupId}`, before: null, after: userId })),
      )
      return outcome
    },

    async 'appGroup.removeMembers'(input, context) {
      const outcome = await members['group.removeMembers'](saidAs.removeMembers(input), asAdministrator(context))
      await record(
        context,
        'appGroup.membersRemoved',
        outcome.removed.map((userId) => ({ field: `Member of ${input.groupId}`, before: userId, after: null })),
      )
      return outcome
    },

    async 'appGroup.send'({ instead, ...input }: ParsedInput<'appGroup.send'> & Replaced, context) {
      const { groupId, text } = input
      const senderId = administratorOf(context)
      const { sequence } = await send({ ...saidAs.send(input), ...instead }, asAdministrator(context))
      if (sequence !== null) await record(context, 'appGroup.messageSent', [{ field: `Message to ${groupId}`, before: null, after: text }])
      return { senderId, sequence }
    },
  } satisfies Partial<Handlers>
}

async function record(context: AppContext, action: string, changes: Change[]): Promise<void> {
  if (changes.length > 0) await recordOfApp(context, { category: 'settings', action, changes })
}
