import { Refusal } from '@plenum/contract'
import { recordOfApp } from '../../records/audit.ts'
import { raiseRevision } from '../../road/app-in-memory.ts'
import type { Handlers } from '../../road/context.ts'
import { setRates } from './settings-store.ts'

/** Beside the commands of the public dialect: all of them, and what is counted in each group. */
const otherRates = ['default', 'messagesPerGroup', 'attributeWritesPerGroup']

/** `paths`: of the commands whose calls a second are counted. */
export function rateHandlers({ paths }: { paths: string[] }) {
  const known = [...otherRates, ...paths.toSorted()]

  return {
    async 'app.setRates'({ sdkAppId, rates }, context) {
      const before = context.app.rates
      // What was set before its name was looked at can still be taken away.
      const unknown = Object.keys(rates).find((name) => !known.includes(name) && !(rates[name] === null && Object.hasOwn(before, name)))
      if (unknown !== undefined) throw new Refusal('rate_unknown', { name: unknown.toWellFormed(), known })
      const after = await setRates(context.sql, sdkAppId, rates)
      await raiseRevision(context.sql, sdkAppId)
      const text = (value: number | undefined) => (value === undefined ? null : `${value.toLocaleString('en-US')} a second`)
      const changes = Object.keys(rates)
        .filter((name) => before[name] !== after[name])
        .map((name) => ({ field: `Calls: ${name}`, before: text(before[name]), after: text(after[name]) }))
      await recordOfApp(context, { category: 'settings', action: 'app.ratesSet', changes })
      return { rates: after }
    },
  } satisfies Partial<Handlers>
}
