import type { z } from 'zod'
import { appCommands } from './apps.ts'
import { groupCommands } from './groups.ts'
import { messageCommands } from './messages.ts'
import { peopleCommands } from './people.ts'
import { planCommands } from './plans.ts'
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
}

export type Commands = typeof commands
export type CommandName = keyof Commands
/** What a caller sends: fields with a default may be left out. */
export type Input<N extends CommandName> = z.input<Commands[N]['input']>
/** What a handler gets. */
export type ParsedInput<N extends CommandName> = z.output<Commands[N]['input']>
export type Output<N extends CommandName> = z.input<Commands[N]['output']>

export * from './apps.ts'
export * from './command.ts'
export * from './events.ts'
export * from './groups.ts'
export * from './limits.ts'
export * from './message-body.ts'
export * from './messages.ts'
export * from './people.ts'
export * from './plans.ts'
export * from './records.ts'
export * from './refusals.ts'
export * from './sessions.ts'
export * from './users.ts'
export * from './values.ts'
