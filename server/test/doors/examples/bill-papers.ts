import type { CommandName } from '@plenum/contract'
import { billed, type Example, pro } from './kinds.ts'

const monthOf = (number: string) => number.slice(0, 7)

export const billPaperExamples = {
  'account.getBillingAddress': { by: 'owner', foreign: 'refused', input: async ({ app }) => ({ accountId: (await app.get()).accountId }) },
  'account.setBillingAddress': {
    by: 'owner',
    foreign: 'refused',
    input: async ({ app }) => ({
      accountId: (await app.get()).accountId,
      address: { name: 'Northwind Studio Ltd', lines: ['1 Mill Lane'], country: 'Ireland', taxNumber: 'IE1234567A' },
    }),
  },
  'bill.file': { ...billed((number) => ({ month: monthOf(number), format: 'pdf' })), again: true },
  'bill.estimateByApp': { by: 'owner', foreign: 'own only', input: () => ({}) },
  'bill.openAdjustments': {
    by: 'owner',
    foreign: 'refused',
    input: async ({ app }) => ({ accountId: (await app.get()).accountId }),
  },
  'bill.whatIf': {
    by: 'owner',
    foreign: 'refused',
    async input({ app, world }) {
      const day = world.now().toISOString().slice(0, 10)
      return { month: day.slice(0, 7), changes: [{ sdkAppId: app.sdkAppId, day, configuration: pro }] }
    },
  },
} satisfies Partial<Record<CommandName, Example>>
