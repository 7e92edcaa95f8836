import type { z } from 'zod'
import { appCommands } from './apps.ts'
import { attributeCommands } from './attributes.ts'
import { avGroupCommands } from './av-groups.ts'
import { communityCommands } from './communities.ts'
import { contactCommands } from './contacts.ts'
import { customFieldCommands } from './custom-fields.ts'
import { directCommands } from './direct.ts'
import { extensionCommands } from './extensions.ts'
import { friendCommands } from './friends.ts'
import { groupMemberCommands } from './group-members.ts'
import { groupCommands } from './groups.ts'
import { messageCommands } from './messages.ts'
import { operationCommands } from './operations.ts'
import { peopleCommands } from './people.ts'
import { planCommands } from './plans.ts'
import { presenceCommands } from './presence.ts'
import { profileCommands } from './profiles.ts'
import { pushCommands } from './push.ts'
import { receiptCommands } from './receipts.ts'
import { recordCommands } from './records.ts'
import { sessionCommands } from './sessions.ts'
import { userCommands } from './users.ts'

export const commands = {
  ...sessionCommands,
  ...peopleCommands,
  ...appCommands,
  ...planCommands,
  ...recordCommands,
  ...userCommands,
  ...groupCommands,
  ...messageCommands,
  ...attributeCommands,
  ...avGroupCommands,
  ...communityCommands,
  ...contactCommands,
  ...customFieldCommands,
  ...directCommands,
  ...friendCommands,
  ...groupMemberCommands,
  ...operationCommands,
  ...presenceCommands,
  ...profileCommands,
  ...pushCommands,
  ...receiptCommands,
  ...extensionCommands,
}

export type Commands = typeof commands
export type CommandName = keyof Commands
/** What a caller sends: fields with a default may be left out. */
export type Input<N extends CommandName> = z.input<Commands[N]['input']>
/** What a handler gets. */
export type ParsedInput<N extends CommandName> = z.output<Commands[N]['input']>
export type Output<N extends CommandName> = z.input<Commands[N]['output']>

export * from './apps.ts'
export * from './attributes.ts'
export * from './av-groups.ts'
export * from './command.ts'
export * from './communities.ts'
export * from './contacts.ts'
export * from './custom-fields.ts'
export * from './direct.ts'
export * from './events.ts'
export * from './extensions.ts'
export * from './friends.ts'
export * from './group-members.ts'
export * from './groups.ts'
export * from './limits.ts'
export * from './message-body.ts'
export * from './messages.ts'
export * from './offline-push.ts'
export * from './operations.ts'
export * from './people.ts'
export * from './plans.ts'
export * from './presence.ts'
export * from './profiles.ts'
export * from './push.ts'
export * from './receipts.ts'
export * from './records.ts'
export * from './refusals.ts'
export * from './sessions.ts'
export * from './users.ts'
export * from './values.ts'
