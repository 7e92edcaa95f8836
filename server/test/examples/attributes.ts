import type { CommandName } from '@plenum/contract'
import type { Example } from './kinds.ts'

export const attributesExamples = {} satisfies Partial<Record<CommandName, Example>>
