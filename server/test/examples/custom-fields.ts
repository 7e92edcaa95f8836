import type { CommandName } from '@plenum/contract'
import type { Example } from './kinds.ts'

export const customFieldsExamples = {} satisfies Partial<Record<CommandName, Example>>
