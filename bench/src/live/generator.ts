import { Crowd } from './crowd.ts'
import type { Place } from './doors.ts'

const crowds = new Map<string, Crowd>()

function crowd(name: string): Crowd {
  const found = crowds.get(name)
  if (!found) throw new Error(`There is no crowd ${name}`)
  return found
}

const calls = {
  place(name: string, place: Place): void {
    crowds.set(name, new Crowd(place))
  },
  open: (name: string, count: number, atOnce: number) => crowd(name).open(count, atOnce),
  speak: (name: string, pace: Parameters<Crowd['speak']>[0]) => crowd(name).speak(pace),
  count: (name: string) => crowd(name).count(),
  hush: (name: string) => crowd(name).hush(),
  beat: (name: string) => crowd(name).beat(),
  comeBack: (name: string, pace: Parameters<Crowd['comeBack']>[0]) => crowd(name).comeBack(pace),
  close(name: string): void {
    crowd(name).close()
    crowds.delete(name)
  },
}

export type Calls = typeof calls
export interface Asked {
  id: number
  name: keyof Calls
  args: unknown[]
}
export type Answered = { id: number; output: unknown } | { id: number; error: string }

process.on('message', async ({ id, name, args }: Asked) => {
  let answer: Answered
  try {
    answer = { id, output: await (calls[name] as (...args: unknown[]) => unknown)(...args) }
  } catch (error) {
    answer = { id, error: error instanceof Error ? error.message : String(error) }
  }
  process.send!(answer)
})
// Whoever started it is gone.
process.on('disconnect', () => process.exit())
