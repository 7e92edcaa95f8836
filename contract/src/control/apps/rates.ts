import { z } from 'zod'
import { command } from '../../command.ts'
import { sdkAppId } from '../../values.ts'

/** null takes one away. */
const wantedRates = z.record(z.string().max(100), z.number().int().min(1).max(1_000_000).nullable())
const ratesSet = z.record(z.string(), z.number().int())

export const rateCommands = {
  'app.setRates': command({
    summary:
      'Set what an app may do at most: calls a second per REST command, or `default` for all; in each group messages (`messagesPerGroup`, `messagesPerGroup.Work` and so on for one type, within them `messagesOfPriority.Low` and so on) and changes of attributes (`attributeWritesPerGroup`) a second; reactions and searches of each user a second (`reactionsPerUser`, `searchesPerUser`); `pushesPerDay` and `groupsPerDay`. null returns to what is set for all apps, or documented. A name that does not exist is refused with those that do: rate_unknown.',
    callers: ['person'],
    effect: 'write',
    right: 'operator',
    input: z.object({ sdkAppId, rates: wantedRates }),
    output: z.object({ rates: ratesSet }),
  }),
  'rate.setDefaults': command({
    summary: 'The same for all apps that have nothing of their own set, in force at the next request of each.',
    callers: ['person'],
    effect: 'write',
    right: 'operator',
    input: z.object({ rates: wantedRates }),
    output: z.object({ rates: ratesSet }),
  }),
  'rate.list': command({
    summary: 'Every rate there is: as documented, as set for all apps, as set for this one, and in force.',
    callers: ['person'],
    effect: 'read',
    right: 'operator',
    app: 'any',
    input: z.object({ sdkAppId: sdkAppId.optional() }),
    output: z.object({
      app: z.object({ sdkAppId, name: z.string() }).nullable(),
      rates: z.array(
        z.object({
          name: z.string(),
          per: z.enum(['second', 'day']),
          /** null: each command, or each plan, has its own; of a priority: none. */
          documented: z.number().int().nullable(),
          forAll: z.number().int().nullable(),
          own: z.number().int().nullable(),
          inForce: z.number().int().nullable(),
        }),
      ),
    }),
  }),
}
