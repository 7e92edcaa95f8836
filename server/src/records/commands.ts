import { formatCents } from '@plenum/billing'
import { type Context, type Handlers, personOf } from '../road/context.ts'
import { scopeOf } from '../road/rights.ts'
import { listAudit } from './audit.ts'
import { listLedger } from './ledger.ts'
import { countUnread, listNotices, markRead, type Reader } from './notices.ts'

/** What happened: ledger, audit and notices. */
export const recordHandlers = {
  async 'ledger.list'({ sdkAppId, before, limit }, { sql }) {
    const found = await listLedger(sql, sdkAppId, before, limit + 1)
    const page = found.slice(0, limit)
    return {
      entries: page.map(({ sequence, kind, at, day, actor, configuration, bookId }) => ({
        sequence,
        kind,
        at: at.toISOString(),
        day,
        actor,
        configuration,
        bookId,
      })),
      next: found.length > limit ? page.at(-1)!.sequence : null,
    }
  },

  async 'audit.list'({ sdkAppId, category, before, limit }, context) {
    const person = personOf(context)
    // The road has checked that the caller may see the app. Without one, the operator reads the whole installation.
    const reader =
      sdkAppId === undefined
        ? { accountId: person.operator ? undefined : person.accountId, scope: scopeOf(person) }
        : { accountId: undefined, scope: [sdkAppId] }
    const found = await listAudit(context.sql, { ...reader, category, before, limit: limit + 1 })
    const page = found.slice(0, limit)
    return {
      entries: page.map(({ at, priceDifferenceCents, ...entry }) => ({
        ...entry,
        at: at.toISOString(),
        priceDifference: priceDifferenceCents === null ? null : { currency: 'USD', amount: formatCents(priceDifferenceCents) },
      })),
      next: found.length > limit ? page.at(-1)!.auditId : null,
    }
  },

  async 'notice.list'({ unreadOnly, before, limit }, context) {
    const reader = readerOf(context)
    const [found, unread] = await Promise.all([
      listNotices(context.sql, reader, { unreadOnly, before, limit: limit + 1 }),
      countUnread(context.sql, reader),
    ])
    const page = found.slice(0, limit)
    return {
      notices: page.map((notice) => ({ ...notice, at: notice.at.toISOString(), readAt: notice.readAt?.toISOString() ?? null })),
      unread,
      next: found.length > limit ? page.at(-1)!.noticeId : null,
    }
  },

  async 'notice.markRead'({ through }, context) {
    await markRead(context.sql, readerOf(context), through, context.now)
    return {}
  },
} satisfies Partial<Handlers>

function readerOf(context: Context): Reader {
  const { personId, accountId, scope } = personOf(context)
  return { personId, accountId, scope }
}
