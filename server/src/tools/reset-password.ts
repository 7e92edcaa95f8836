import { billingDay } from '@plenum/billing'
import { type Config, readConfig } from '../config.ts'
import { removeDevices } from '../control/people/devices-store.ts'
import { ownUrl, passwordLink } from '../control/people/links.ts'
import { hashPassword } from '../control/people/password.ts'
import { removePasswordLink, setPasswordLink } from '../control/people/password-links-store.ts'
import { findPersonByEmail, type Person, setPassword } from '../control/people/persons-store.ts'
import { removeSessions } from '../control/people/sessions-store.ts'
import { hashOf, newPassword, newToken } from '../control/people/tokens.ts'
import { openInstallation } from '../installation.ts'
import { openClock } from '../platform/clock.ts'
import type { Sql } from '../platform/database.ts'
import { withDatabase } from '../platform/postgres/reach-database.ts'
import { Problem } from '../platform/problem.ts'
import { recordAudit, system } from '../records/audit.ts'
import { runTool } from './run-tool.ts'

const usage = `Usage: script/reset-password EMAIL [--now]

Prints a link with which this person sets a new password once, within 24 hours.
With --now a new password is made up, set and printed, and the person is signed out everywhere.
Works while Plenum runs and while it does not.`

/** Whoever has the machine has Plenum: this is how an operator gets back in. Answers with what to print. */
export async function resetPassword(sql: Sql, config: Config, email: string, { now: atOnce }: { now: boolean }): Promise<string> {
  const person = await findPersonByEmail(sql, email.trim().toLowerCase())
  if (!person) throw new Problem(`Nobody signs in with ${email}.`)
  const now = (await openClock(sql, config.clock)).now()

  if (!atOnce) {
    const token = newToken()
    await setPasswordLink(sql, person.id, hashOf(token), now)
    await record(sql, config, person, 'person.passwordLinkMade', now)
    return `Open this link within 24 hours, once, to set a new password for ${person.email}:\n${passwordLink(ownUrl(config), token)}`
  }
  const password = newPassword()
  await setPassword(sql, person.id, await hashPassword(password))
  await removePasswordLink(sql, person.id)
  await removeSessions(sql, person.id)
  await removeDevices(sql, person.id)
  await record(sql, config, person, 'person.passwordReset', now)
  return `The password of ${person.email} is now: ${password}`
}

async function record(sql: Sql, config: Config, { accountId, email }: Person, action: string, at: Date) {
  const { timeZone } = await openInstallation(sql, config)
  await recordAudit(sql, { at, day: billingDay(at, timeZone), accountId, category: 'people', action, actor: system, note: email })
}

async function main(args: string[], signal: AbortSignal) {
  const email = args.find((arg) => !arg.startsWith('-'))
  if (!email || args.includes('--help')) throw new Problem(usage)
  const config = readConfig(process.env)
  const reset = (tx: Sql) => resetPassword(tx, config, email, { now: args.includes('--now') })
  console.log(await withDatabase(config, signal, (sql) => sql.begin(reset)))
}

if (import.meta.main) runTool((signal) => main(process.argv.slice(2), signal))
