import type { CommandName } from '@plenum/contract'
import type { Example } from './kinds.ts'

export const groupMembersExamples = {} satisfies Partial<Record<CommandName, Example>>
