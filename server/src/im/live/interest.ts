/** Who of this process hears what is said where, by app and place. */
export function createInterest<C>() {
  const apps = new Map<number, Map<string, Set<C>>>()

  return {
    add(sdkAppId: number, place: string, client: C): void {
      const places = apps.get(sdkAppId) ?? new Map<string, Set<C>>()
      apps.set(sdkAppId, places)
      const known = places.get(place)
      if (known) known.add(client)
      else places.set(place, new Set([client]))
    },

    remove(sdkAppId: number, place: string, client: C): void {
      const places = apps.get(sdkAppId)
      const known = places?.get(place)
      if (!known?.delete(client) || known.size > 0) return
      places!.delete(place)
      if (places!.size === 0) apps.delete(sdkAppId)
    },

    in: (sdkAppId: number, place: string): ReadonlySet<C> => apps.get(sdkAppId)?.get(place) ?? nobody,
  }
}

const nobody: ReadonlySet<never> = new Set()

export type Interest<C> = ReturnType<typeof createInterest<C>>
