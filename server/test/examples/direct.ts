import type { CommandName } from '@plenum/contract'
import type { Example } from './kinds.ts'

export const directExamples = {} satisfies Partial<Record<CommandName, Example>>
