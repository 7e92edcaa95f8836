import type { EventContent, EventName } from '@plenum/contract'
import type { Log } from './log.ts'

/** `alsoTo`: users who hear of it beside those whom its content names. */
export type Emission<N extends EventName = EventName> = {
  [Name in N]: { sdkAppId: number; name: Name; content: EventContent<Name>; alsoTo?: string[] }
}[N]

export type Listener = (emission: Emission) => void

/** Where events leave the write path, after the commit and in the order of their conversation. Listeners only take note: nobody waits for them. */
export interface Hub {
  emit(emission: Emission): void
  /** Returns how to stop. */
  listen(listener: Listener): () => void
}

export function createHub(log: Log): Hub {
  const listeners = new Set<Listener>()
  return {
    emit(emission) {
      for (const listener of listeners) {
        try {
          listener(emission)
        } catch (error) {
          log.error({ err: error, event: emission.name }, 'a listener broke')
        }
      }
    },
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
