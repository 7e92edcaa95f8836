import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { pinAll } from '../ejabberd.ts'
import type { Answered, Asked, Calls } from './generator.ts'

const program = fileURLToPath(new URL('./generator.ts', import.meta.url))

type Asynchronous<F> = F extends (...args: infer A) => infer R ? (...args: A) => Promise<Awaited<R>> : never
export type Generator = { [N in keyof Calls]: Asynchronous<Calls[N]> } & { stop(): Promise<void> }

/** The members, in a process of their own on the second processor. */
export function startGenerator(): Generator {
  const child = fork(program, { serialization: 'advanced' })
  const waiting = new Map<number, { resolve(output: unknown): void; reject(error: Error): void }>()
  let lastId = 0
  pinAll([child.pid!], 1)
  child.on('message', (answer: Answered) => {
    const { resolve, reject } = waiting.get(answer.id)!
    waiting.delete(answer.id)
    if ('error' in answer) reject(new Error(answer.error))
    else resolve(answer.output)
  })
  child.once('exit', (code, signal) => {
    for (const { reject } of waiting.values()) reject(new Error(`The generator ended: ${code ?? signal}`))
  })
  const ask = (name: keyof Calls, args: unknown[]) =>
    new Promise<unknown>((resolve, reject) => {
      if (!child.connected) return reject(new Error('The generator has ended'))
      const id = ++lastId
      waiting.set(id, { resolve, reject })
      child.send({ id, name, args } satisfies Asked)
    })
  const asking =
    (name: keyof Calls) =>
    (...args: unknown[]) =>
      ask(name, args)
  return {
    place: asking('place'),
    open: asking('open'),
    speak: asking('speak'),
    count: asking('count'),
    hush: asking('hush'),
    beat: asking('beat'),
    comeBack: asking('comeBack'),
    close: asking('close'),
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = once(child, 'exit')
      child.kill('SIGKILL')
      await ended
    },
  } as Generator
}
