import type { Emission } from '../src/platform/hub.ts'
import type { World } from './world.ts'

/** What leaves for live connections, until `stop`. */
export function listen(world: World) {
  const heard: Emission[] = []
  const stop = world.hub.listen((emission) => heard.push(emission))
  return { heard, stop }
}

/** What leaves for live connections while something happens, but notices to single users, which have tests of their own. */
export async function heardDuring(world: World, work: () => Promise<unknown>): Promise<Emission[]> {
  const { heard, stop } = listen(world)
  await work()
  stop()
  return heard.filter(({ name }) => name !== 'user.noticed')
}
