/** Who of this process hears what is said where: by conversation and by user. */
export function createInterest<C>() {
  const listeners = new Map<string, Set<C>>()

  return {
    add(place: string, client: C): void {
      const known = listeners.get(place)
      if (known) known.add(client)
      else listeners.set(place, new Set([client]))
    },
    remove(place: string, client: C): void {
      const known = listeners.get(place)
      if (known?.delete(client) && known.size === 0) listeners.delete(place)
    },
    in: (place: string): ReadonlySet<C> => listeners.get(place) ?? nobody,
  }
}

const nobody: ReadonlySet<never> = new Set()
