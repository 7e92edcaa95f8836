import { Refusal, type RefusalCode, refusals } from '@plenum/contract'
import { isDatabaseAway } from '../../platform/database.ts'
import type { Log } from '../../platform/log.ts'

/** What is thrown becomes an answer here: a refusal stays one, anything else is our mistake and is logged with the number people are told. */
export function explain(error: unknown, requestId: string, log: Log): Refusal {
  if (error instanceof Refusal) return error
  if (isDatabaseAway(error)) return new Refusal('database_away')
  log.error({ err: error, requestId }, 'a command broke')
  return new Refusal('internal', { requestId })
}

export function refusalBody(refusal: Refusal) {
  return { error: { code: refusal.code, number: refusals[refusal.code].number, message: refusal.message, details: refusal.details } }
}

export function statusOfRefusal(code: RefusalCode): number {
  return refusals[code].status
}
