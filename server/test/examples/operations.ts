import type { CommandName } from '@plenum/contract'
import type { Example } from './kinds.ts'

export const operationsExamples = {} satisfies Partial<Record<CommandName, Example>>
