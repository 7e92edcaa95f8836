type Rates = Record<string, number>

/** What the operator has set for all apps and for this one, as one: what is set for an app comes first, whatever its name covers. */
export function ratesInForce(forAll: Rates, own: Rates): Rates {
  const left = Object.entries(forAll).filter(([name]) => own[coveringName(name) ?? name] === undefined)
  return { ...Object.fromEntries(left), ...own }
}

/** The name that holds where this one is not set: `default` of a REST command, `messagesPerGroup` of `messagesPerGroup.Work`. */
export function coveringName(name: string): string | null {
  if (name.includes('/')) return 'default'
  return name.startsWith('messagesPerGroup.') ? 'messagesPerGroup' : null
}
