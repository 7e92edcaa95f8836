import { randomInt } from 'node:crypto'
import { billingDay } from '@plenum/billing'
import { messageBytesMax, type Output, Refusal } from '@plenum/contract'
import type { Handlers, Request } from '../../road/context.ts'
import { getConversation } from './get-conversation.ts'
import { accepted } from './lanes/accepted.ts'
import type { Lanes } from './lanes/lanes.ts'
import { bytesOf, hiddenUntil } from './rules.ts'

type Result = Output<'message.import'>['results'][number]

const refusedAs = { too_early: 'message_time_invalid', sender_unknown: 'sender_unknown' } as const

export function importHandlers({ lanes }: { lanes: Lanes }) {
  /** What a call has taken over already, in case it is run again because its app had changed. */
  const begun = new WeakMap<Request, Result[]>()

  return {
    async 'message.import'({ messages, listed, groupId, topicId }, { sql, app, limits, now, installation, request }) {
      const { keepsMessages } = await getConversation(sql, app.sdkAppId, { groupId, topicId })
      if (!keepsMessages) throw new Refusal('group_not_supported')
      const results = begun.get(request) ?? []
      begun.set(request, results)
      const hidden = hiddenUntil(now, limits.historyDays)

      // One after the other: each is judged by what was taken over before it.
      for (const { at: saidAt, random = randomInt(2 ** 32), ...said } of messages.slice(results.length)) {
        const at = new Date(saidAt)
        const bytes = bytesOf(said)
        if (at <= hidden || at > now) {
          results.push({ refused: 'message_time_invalid' })
          continue
        }
        if (bytes > messageBytesMax) {
          results.push({ refused: 'message_too_long' })
          continue
        }
        const written = await lanes.send(
          {
            sdkAppId: app.sdkAppId,
            revision: app.revision,
            to: topicId === undefined ? { kind: 'group', groupId } : { kind: 'topic', groupId, topicId },
            at,
            day: billingDay(at, installation.timeZone),
            message: { ...said, random, priority: 'Normal', ...(!listed && { noLastMessage: true }) },
            imported: true,
            silent: true,
          },
          bytes,
        )
        if (written.outcome === 'too_early' || written.outcome === 'sender_unknown') {
          results.push({ refused: refusedAs[written.outcome] })
          continue
        }
        const taken = accepted(written, said)
        results.push({ sequence: taken.sequence!, at: taken.at.toISOString() })
      }
      return { results }
    },
  } satisfies Partial<Handlers>
}
