import { useState } from 'react'

/** What is ticked of the rows that are shown. */
export function useChosen(shown: string[]) {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const chosen = shown.filter((id) => ticked.has(id))
  return {
    chosen,
    isChosen: (id: string) => ticked.has(id),
    choose: (id: string, on: boolean) => setTicked(new Set(on ? [...chosen, id] : chosen.filter((other) => other !== id))),
    all: shown.length > 0 && chosen.length === shown.length,
    chooseAll: (on: boolean) => setTicked(new Set(on ? shown : [])),
    none: () => setTicked(new Set()),
  }
}

export type Chosen = ReturnType<typeof useChosen>
