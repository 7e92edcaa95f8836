import { bodyTextOf, conversationKey, duplicateWindowMs, type Outgoing, type Written } from './write-batch.ts'

/**
 * Two messages of one batch with the same name may be one message said twice. The statement cannot tell from what it has not written yet.
 * null: never the same as another.
 */
export function nameInBatch(outgoing: Outgoing): string | null {
  const { sdkAppId, to, message, at, isNumberMadeUp } = outgoing
  if (message.system) return null
  const name = `${sdkAppId} ${message.random} ${conversationKey(outgoing)}`
  if (to.kind !== 'direct') return `${name} ${message.senderId}`
  return isNumberMadeUp ? `${name} from ${message.senderId}` : `${name} ${to.clientSequence} ${secondOf(at)}`
}

/** The answer of a message that has the name of one that was written; null: what becomes of it must be found out. */
export function answerAsDuplicate(outgoing: Outgoing, first: Outgoing, written: Written): Written | null {
  if (!('sequence' in written)) return null
  const { to, at, message, imported, isNumberMadeUp } = outgoing
  const isWithinWindow = Math.abs(at.getTime() - written.at.getTime()) < duplicateWindowMs
  const isSame =
    to.kind !== 'direct'
      ? isWithinWindow
      : isNumberMadeUp
        ? isWithinWindow && bodyTextOf(outgoing) === bodyTextOf(first)
        : imported || message.senderId === first.message.senderId
  return isSame ? { ...written, outcome: 'duplicate' } : null
}

function secondOf(at: Date): number {
  return Math.floor(at.getTime() / 1000)
}
