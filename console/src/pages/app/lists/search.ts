/** What a list is searched by, in the address: so that a link leads to one row. */
export function searchOf<By extends string>(other: By) {
  return ({ search, by }: Record<string, unknown>): { search?: string; by?: By } => ({
    // The router reads a number where the address has digits.
    ...((typeof search === 'string' || typeof search === 'number') && search !== '' && { search: String(search) }),
    ...(by === other && { by: other }),
  })
}
