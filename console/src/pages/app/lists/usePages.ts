import { useState } from 'react'

/** Pages that continue after a key: forth to the next one, and back the way one came. `of` is what is listed; another one begins anew. */
export function usePages<Place>(of: string) {
  const [way, setWay] = useState<{ of: string; places: Place[] }>({ of, places: [] })
  const places = way.of === of ? way.places : []
  return {
    /** Undefined: from the beginning. */
    after: places.at(-1),
    page: places.length + 1,
    forth: (next: Place) => setWay({ of, places: [...places, next] }),
    back: () => setWay({ of, places: places.slice(0, -1) }),
  }
}
