import type { Limits } from '@plenum/billing'
import { type AppSettings, groupTypes } from '@plenum/contract'
import { coveringName } from '../../road/rates-in-force.ts'

/** A command of the public dialect whose calls a second are counted. */
export interface RatedCommand {
  path: string
  callsPerSecond: number
  /** Where the owner of the app sets how many. */
  rateSetting?: 'avGroupBroadcastsPerSecond'
}

export interface KnownRate {
  name: string
  /** As records name it. */
  words: string
  per: 'second' | 'day'
  /** null: each command, or each plan, has its own; of a priority: none. */
  documented(app?: { limits: Limits; settings: AppSettings }): number | null
}

const messagesPerGroup = 40

/** All rates that have an effect, and nothing else. */
export function knownRates(commands: RatedCommand[]): KnownRate[] {
  return [
    { name: 'default', words: 'Calls: default', per: 'second', documented: () => null },
    { name: 'messagesPerGroup', words: 'Messages in each group', per: 'second', documented: () => messagesPerGroup },
    ...groupTypes.map(
      (type): KnownRate => ({
        name: `messagesPerGroup.${type}`,
        words: `Messages in each ${type} group`,
        per: 'second',
        documented: () => messagesPerGroup,
      }),
    ),
    ...(['High', 'Normal', 'Low', 'Lowest'] as const).map(
      (priority): KnownRate => ({
        name: `messagesOfPriority.${priority}`,
        words: `Messages of priority ${priority} in each group`,
        per: 'second',
        documented: () => null,
      }),
    ),
    { name: 'attributeWritesPerGroup', words: 'Changes of attributes in each group', per: 'second', documented: () => 5 },
    { name: 'reactionsPerUser', words: 'Reactions of each user', per: 'second', documented: () => 5 },
    { name: 'searchesPerUser', words: 'Searches of each user', per: 'second', documented: () => 5 },
    { name: 'pushesPerDay', words: 'Pushes to all users', per: 'day', documented: () => 100 },
    { name: 'groupsPerDay', words: 'New groups, net', per: 'day', documented: (app) => app?.limits.groupsPerDayMax ?? null },
    ...commands
      .toSorted((a, b) => (a.path < b.path ? -1 : 1))
      .map(
        ({ path, callsPerSecond, rateSetting }): KnownRate => ({
          name: path,
          words: `Calls: ${path}`,
          per: 'second',
          documented: (app) => (rateSetting && app ? app.settings[rateSetting] : callsPerSecond),
        }),
      ),
  ]
}

/** What counts when rates are set so: its own, that of the name that covers it, the documented one. */
export function valueInForce({ name }: KnownRate, rates: Record<string, number>, documented: number | null): number | null {
  const covering = coveringName(name)
  return rates[name] ?? (covering === null ? undefined : rates[covering]) ?? documented
}
