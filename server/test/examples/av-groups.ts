import type { CommandName } from '@plenum/contract'
import type { Example } from './kinds.ts'

export const avGroupsExamples = {} satisfies Partial<Record<CommandName, Example>>
