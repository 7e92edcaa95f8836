import { bookOf, limitsAt } from '@plenum/billing'
import { Refusal } from '@plenum/contract'
import { actorOf, recordAudit, recordOfApp } from '../../records/audit.ts'
import { loadAppInMemory, raiseRevision } from '../../road/app-in-memory.ts'
import { type Context, type Handlers, personOf } from '../../road/context.ts'
import { ratesInForce } from '../../road/rates-in-force.ts'
import { type KnownRate, knownRates, type RatedCommand, valueInForce } from './known-rates.ts'
import * as store from './rates-store.ts'

export function rateHandlers(commands: RatedCommand[]) {
  const known = knownRates(commands)

  return {
    async 'app.setRates'({ sdkAppId, rates }, context) {
      const before = await store.getRates(context.sql, sdkAppId)
      refuseUnknown(known, rates, before)
      const after = await store.setRates(context.sql, sdkAppId, rates)
      await raiseRevision(context.sql, sdkAppId)
      await recordOfApp(context, { category: 'settings', action: 'app.ratesSet', changes: changesOf(known, before, after) })
      return { rates: after }
    },

    async 'rate.setDefaults'({ rates }, context) {
      const { sql, now, day, caller, request } = context
      await store.holdDefaultRates(sql, 'change')
      const before = await store.getDefaultRates(sql)
      refuseUnknown(known, rates, before)
      const after = await store.setDefaultRates(sql, rates)
      await store.raiseAllRevisions(sql)
      await recordAudit(sql, {
        ...{ at: now, day, accountId: personOf(context).accountId, actor: actorOf(caller), address: request.address },
        ...{ category: 'settings', action: 'rate.defaultsSet', changes: changesOf(known, before, after) },
      })
      return { rates: after }
    },

    async 'rate.list'({ sdkAppId }, context) {
      const forAll = await store.getDefaultRates(context.sql)
      const app = sdkAppId === undefined ? null : await findApp(context, sdkAppId)
      const inForce = ratesInForce(forAll, app?.own ?? {})
      const rates = known.map((rate) => {
        const documented = rate.documented(app ?? undefined)
        return {
          ...{ name: rate.name, per: rate.per, documented },
          ...{ forAll: forAll[rate.name] ?? null, own: app?.own[rate.name] ?? null },
          inForce: valueInForce(rate, inForce, documented),
        }
      })
      return { app: app && { sdkAppId: app.sdkAppId, name: app.name }, rates }
    },
  } satisfies Partial<Handlers>
}

async function findApp({ sql, day, installation }: Context, sdkAppId: number) {
  const [app, own] = await Promise.all([loadAppInMemory(sql, sdkAppId), store.getRates(sql, sdkAppId)])
  return { ...app!, own, limits: limitsAt(app!.configuration, bookOf(installation.books, day)) }
}

/** What was set before its name was looked at can still be taken away. */
function refuseUnknown(known: KnownRate[], rates: store.WantedRates, before: store.Rates) {
  const names = known.map(({ name }) => name)
  const unknown = Object.keys(rates).find((name) => !names.includes(name) && !(rates[name] === null && Object.hasOwn(before, name)))
  if (unknown !== undefined) throw new Refusal('rate_unknown', { name: unknown.toWellFormed(), known: names })
}

function changesOf(known: KnownRate[], before: store.Rates, after: store.Rates) {
  const rates = new Map(known.map((rate) => [rate.name, rate]))
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((name) => before[name] !== after[name])
    .map((name) => {
      const { words, per } = rates.get(name) ?? { words: `Calls: ${name}`, per: 'second' }
      const text = (value: number | undefined) => (value === undefined ? null : `${value.toLocaleString('en-US')} a ${per}`)
      return { field: words, before: text(before[name]), after: text(after[name]) }
    })
}
