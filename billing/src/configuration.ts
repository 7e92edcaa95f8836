import type { Choice, PriceBook, Step } from './price-book.ts'

/** Free, Pro or Ultimate of doc 34349, Nov 2022. Pro and Ultimate are postpaid. */
export type Edition = 'free' | 'pro' | 'ultimate'

/** What an app has bought. */
export interface Configuration {
  edition: Edition
  /** Always true on Ultimate, always false on Free. */
  unlimitedAvGroups: boolean
  /** Groups one user can create and join. */
  groupsPerUser: number
  /** Members of one Work, Public or Meeting group. */
  membersPerGroup: number
  /** Days for which messages are kept. */
  historyDays: number
}

/** What the Upgrade and Modify dialogs ask for. History is set elsewhere (source page: Feature Configuration > Login and Message only). */
export type WantedConfiguration = Omit<Configuration, 'historyDays'>

export const editionNames = { free: 'Free', pro: 'Pro', ultimate: 'Ultimate' } as const satisfies Record<Edition, string>

/** What an edition contains without any value-added service: the defaults of the dialogs. */
export function includedConfiguration(edition: Edition, book: PriceBook): Configuration {
  const terms = book.editions[edition]
  return {
    edition,
    unlimitedAvGroups: terms.avGroups.included === null,
    groupsPerUser: terms.groupsPerUser.included,
    membersPerGroup: terms.membersPerGroup.included,
    historyDays: terms.historyDays.included,
  }
}

/** The configuration as this book offers it: never below what the edition includes, never above its largest step. */
export function configurationInForce(configuration: Configuration, book: PriceBook): Configuration {
  const terms = book.editions[configuration.edition]
  const offered = terms.avGroups.unlimitedPriceCents !== null
  return {
    edition: configuration.edition,
    unlimitedAvGroups: terms.avGroups.included === null || (configuration.unlimitedAvGroups && offered),
    groupsPerUser: within(terms.groupsPerUser, configuration.groupsPerUser),
    membersPerGroup: within(terms.membersPerGroup, configuration.membersPerGroup),
    historyDays: within(terms.historyDays, configuration.historyDays),
  }
}

export function sameConfiguration(a: Configuration, b: Configuration): boolean {
  return (
    a.edition === b.edition &&
    a.unlimitedAvGroups === b.unlimitedAvGroups &&
    a.groupsPerUser === b.groupsPerUser &&
    a.membersPerGroup === b.membersPerGroup &&
    a.historyDays === b.historyDays
  )
}

/** The smallest step that covers the value; null when the value is included. */
export function stepFor(choice: Choice, value: number): Step | null {
  if (value <= choice.included) return null
  return choice.steps.find((step) => step.upTo >= value) ?? choice.steps.at(-1) ?? null
}

export function largest(choice: Choice): number {
  return choice.steps.at(-1)?.upTo ?? choice.included
}

function within(choice: Choice, value: number): number {
  return Math.min(Math.max(value, choice.included), largest(choice))
}
