import { bookOf, monthCents, priceItems, usedUp } from '@plenum/billing'
import { type App, Refusal } from '@plenum/contract'
import { type Change, recordOfApp } from '../../records/audit.ts'
import { raiseRevision } from '../../road/app-in-memory.ts'
import { type Handlers, personOf } from '../../road/context.ts'
import { mayDo, scopeOf } from '../../road/rights.ts'
import { findAccount } from '../people/accounts-store.ts'
import { countedThrough, monthSoFar } from '../plans/estimate.ts'
import { loadFacts } from '../plans/facts.ts'
import { usd } from '../plans/money.ts'
import { adminHandlers, toAdmins } from './admins.ts'
import { listAdmins } from './admins-store.ts'
import { countApps, getAppRow, listAppRows, toApp } from './app-rows.ts'
import { appsAllowed, createApp } from './create.ts'
import { keyHandlers, keysAllowed, toKey } from './keys.ts'
import { listKeys } from './keys-store.ts'
import { nearestLimit } from './limit-rows.ts'
import { limitsOfApps } from './limits-of-apps.ts'
import { updateApp } from './settings-store.ts'
import { statusHandlers } from './status-commands.ts'
import { tagHandlers } from './tags.ts'

export const appHandlers = {
  ...statusHandlers,
  ...keyHandlers,
  ...adminHandlers,
  ...tagHandlers,

  async 'app.create'(input, context) {
    return toApp(await getAppRow(context.sql, await createApp(input, context)), context)
  },

  async 'app.list'({ search, status, edition, order, accountId, after, limit }, context) {
    const { sql, day } = context
    const person = personOf(context)
    const { operator, accountId: own } = person
    if (accountId !== undefined && accountId !== own && !operator) throw new Refusal('not_found')
    const mine = { accountId: operator ? accountId : own, scope: scopeOf(person) }
    const [found, count] = await Promise.all([
      listAppRows(sql, {
        ...mine,
        search,
        status,
        edition,
        order,
        after: after === undefined ? undefined : Number(after),
        limit: limit + 1,
      }),
      countApps(sql, mine),
    ])
    const page = found.slice(0, limit)
    const [limits, soFar] = await Promise.all([
      limitsOfApps(context, page),
      monthSoFar(
        context,
        page.map((row) => row.sdkAppId),
      ),
    ])
    return {
      apps: page.map((row) => ({
        ...toApp(row, context),
        nearest: nearestLimit(limits.get(row.sdkAppId)!),
        monthSoFar: row.edition === 'free' ? null : soFar.get(row.sdkAppId)!,
      })),
      count,
      allowed: appsAllowed,
      next: found.length > limit ? String(page.at(-1)!.sdkAppId) : null,
      asOf: countedThrough(day),
    }
  },

  async 'app.get'({ sdkAppId }, context) {
    const { sql, day, app, limits, installation, caller } = context
    const row = await getAppRow(sql, sdkAppId)
    const [rows, keys, admins, facts, account] = await Promise.all([
      limitsOfApps(context, [row]),
      listKeys(sql, sdkAppId),
      listAdmins(sql, sdkAppId),
      loadFacts(sql, sdkAppId, day),
      findAccount(sql, app.accountId),
    ])
    const unused = { usedOn: null, possibleOn: null }
    return {
      ...toApp(row, context),
      limits: rows.get(sdkAppId)!,
      monthlyPrice: usd(monthCents(priceItems(app.configuration, bookOf(installation.books, day)))),
      modification: usedUp('modified', facts.ledger, day) ?? unused,
      retentionChange: usedUp('retentionSet', facts.ledger, day) ?? unused,
      keys: keys.map(toKey),
      keysAllowed,
      admins: toAdmins(admins),
      adminsAllowed: limits.administratorsMax,
      // Nobody is connected: live connections come with messages.
      liveUsers: 0,
      userCount: row.userCount,
      groupCount: row.groupCount,
      may: {
        develop: mayDo(caller, 'develop', app),
        plan: mayDo(caller, 'plan', app),
        disable: mayDo(caller, 'disable', app),
        delete: mayDo(caller, 'delete', app),
        key: mayDo(caller, 'key', app),
        people: mayDo(caller, 'people', app),
      },
      ownerName: account?.ownerName ?? '',
    }
  },

  async 'app.update'({ sdkAppId, name, kind, introduction }, context) {
    const before = toApp(await getAppRow(context.sql, sdkAppId), context)
    await updateApp(context.sql, sdkAppId, {
      name: name ?? before.name,
      kind: kind === undefined ? before.kind : kind,
      introduction: introduction ?? before.introduction,
    })
    const after = toApp(await getAppRow(context.sql, sdkAppId), context)
    const changes = changesOf(before, after)
    if (changes.length === 0) return after
    const revision = await raiseRevision(context.sql, sdkAppId)
    await recordOfApp(context, { category: 'settings', action: 'app.updated', changes })
    return { ...after, revision }
  },

  async 'limits.get'({ sdkAppId }, context) {
    const limits = await limitsOfApps(context, [await getAppRow(context.sql, sdkAppId)])
    return { limits: limits.get(sdkAppId)! }
  },
} satisfies Partial<Handlers>

function changesOf(before: App, after: App): Change[] {
  const texts = ({ name, kind, introduction }: App) =>
    [
      ['App name', name],
      ['Type', kind],
      ['Introduction', introduction || null],
    ] as const
  const was = texts(before)
  return texts(after)
    .map(([field, text], index) => ({ field, before: was[index]![1], after: text }))
    .filter((change) => change.before !== change.after)
}
