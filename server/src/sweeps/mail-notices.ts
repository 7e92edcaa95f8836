import { findAccount } from '../control/people/accounts-store.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import { sendMail } from '../platform/mail.ts'
import { listToMail, markMailed, tell } from '../records/notices.ts'
import type { Installation } from '../road/context.ts'

const portion = 20
const attemptsMax = 8
const firstPauseMs = 10_000
const newsMs = 3 * 24 * 60 * 60 * 1000

interface Parts {
  sql: Database
  clock: Clock
  installation: Installation
}

/**
 * Notices by mail to the owner of the account, when mail is set up. Not a sweep: a mail server keeps its own time, so a clock that is
 * moved by hand does not wait for it. After a failure the pause doubles; a notice is given up after eight attempts.
 */
export function mailNotices({ sql, clock, installation }: Parts) {
  let pauseUntil = 0
  let failures = 0

  async function sendPending() {
    if (!installation.config.smtpUrl || performance.now() < pauseUntil) return
    const since = new Date(clock.now().getTime() - newsMs)
    for (const notice of await listToMail(sql, { since, attemptsMax, limit: portion })) {
      const account = await findAccount(sql, notice.accountId)
      const sent =
        account !== null && (await sendMail(installation.config, { to: account.ownerEmail, subject: notice.title, text: notice.text }))
      const attempts = await markMailed(sql, notice.noticeId, sent ? clock.now() : null)
      if (!sent && attempts >= attemptsMax) await tell(sql, failedOf(notice, account?.ownerEmail ?? '', clock.now()))
      if (!sent) {
        pauseUntil = performance.now() + firstPauseMs * 2 ** Math.min(failures++, attemptsMax)
        return
      }
      failures = 0
    }
  }

  return { sendPending }
}

function failedOf({ noticeId, accountId, title }: { noticeId: number; accountId: string; title: string }, to: string, at: Date) {
  return {
    accountId,
    appId: null,
    at,
    kind: 'mail.failed',
    cause: `mail of notice ${noticeId}`,
    title: 'A mail could not be sent',
    text: `"${title}" did not reach ${to}: ${attemptsMax} attempts failed. Look whether the address is right; the operator finds the reason in the log.`,
    byMail: false,
  }
}
