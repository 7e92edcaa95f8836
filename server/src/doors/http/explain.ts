import { Refusal, type RefusalCode, refusals } from '@plenum/contract'
import type { DatabaseWatch, Trouble } from '../../platform/database-trouble.ts'
import type { Log } from '../../platform/log.ts'

export type Explain = (error: unknown, requestId: string) => Refusal

/** What is thrown becomes an answer here: a refusal stays one, anything else is our mistake and is logged with the number people are told. */
export function createExplain({ log, database }: { log: Log; database: DatabaseWatch }): Explain {
  return (error, requestId) => {
    if (error instanceof Refusal) return error
    const trouble = database.note(error)
    if (trouble) return refusalOf(trouble)
    log.error({ err: error, requestId }, 'a command broke')
    return new Refusal('internal', { requestId })
  }
}

const advice = {
  nothing: 'Nothing was changed: try again.',
  unknown: 'Whether this was done is not known: look before you try again.',
}

function refusalOf({ kind, reason, outcome }: Trouble): Refusal {
  if (kind === 'busy') return new Refusal('busy')
  if (kind === 'unable') return new Refusal('database_unable', { reason })
  return new Refusal('database_away', { outcome, advice: advice[outcome] })
}

export function refusalBody(refusal: Refusal) {
  return { error: { code: refusal.code, number: refusals[refusal.code].number, message: refusal.message, details: refusal.details } }
}

export function statusOfRefusal(code: RefusalCode): number {
  return refusals[code].status
}
