const known = ['users', 'messages', 'groups'] as const
export type Tab = (typeof known)[number]

/** The tab that the address names. */
export function tabOf(search: Record<string, unknown>): { tab?: Tab } {
  const tab = known.find((tab) => tab === search.tab)
  return tab ? { tab } : {}
}
