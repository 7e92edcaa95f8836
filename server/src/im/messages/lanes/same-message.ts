import { conversationKey, duplicateWindowMs, type Outgoing, type Written } from './write-batch.ts'

/**
 * Two messages of one batch with the same name may be one message said twice. The statement cannot tell from what it has not written yet.
 * null: never the same as another.
 */
export function nameInBatch(outgoing: Outgoing): string | null {
  const { sdkAppId, to, message, at } = outgoing
  if (message.system) return null
  const name = `${sdkAppId} ${message.random} ${conversationKey(outgoing)}`
  return to.kind === 'direct' ? `${name} ${to.clientSequence} ${secondOf(at)}` : `${name} ${message.senderId}`
}

/** The answer of a message that has the name of one that was written; null: what becomes of it must be found out. */
export function answerAsDuplicate(outgoing: Outgoing, first: Outgoing, written: Written): Written | null {
  if (!('sequence' in written)) return null
  const { to, at, message, imported } = outgoing
  const isSame =
    to.kind === 'direct'
      ? imported || message.senderId === first.message.senderId
      : Math.abs(at.getTime() - written.at.getTime()) < duplicateWindowMs
  return isSame ? { ...written, outcome: 'duplicate' } : null
}

function secondOf(at: Date): number {
  return Math.floor(at.getTime() / 1000)
}
