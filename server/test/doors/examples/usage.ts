import type { CommandName } from '@plenum/contract'
import { type Example, ofApp } from './kinds.ts'

export const usageExamples = {
  'usage.daily': ofApp(() => ({ from: '2022-11-01', to: '2022-11-30' })),
  'statistics.live': ofApp(),
} satisfies Partial<Record<CommandName, Example>>
