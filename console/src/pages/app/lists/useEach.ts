import type { CommandName, Input, Output } from '@plenum/contract'
import { useState } from 'react'
import { call, Failure } from '../../../data/call.ts'
import { client } from '../../../data/client.ts'

interface Done<C extends CommandName> {
  id: string
  answer?: Output<C>
  failure?: Failure
}

/** One command for each of several, one after the other; what is refused for one does not stop the others. */
export function useEach<C extends CommandName>(command: C) {
  const [done, setDone] = useState<Done<C>[]>([])
  const [running, setRunning] = useState(false)

  async function run(ids: string[], inputOf: (id: string) => Input<C>): Promise<Done<C>[]> {
    const outcome: Done<C>[] = []
    setRunning(true)
    for (const id of ids) {
      try {
        outcome.push({ id, answer: await call(command, inputOf(id)) })
      } catch (failure) {
        if (!(failure instanceof Failure)) throw failure
        outcome.push({ id, failure })
      }
      setDone([...outcome])
    }
    setRunning(false)
    void client.invalidateQueries()
    return outcome
  }

  return { run, running, done: done.length, failures: done.filter(({ failure }) => failure) }
}
