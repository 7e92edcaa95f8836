import { readFile } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { pinAll } from '../ejabberd.ts'
import type { Figure } from '../table.ts'
import type { Place } from './doors.ts'
import { createLiveApp, liveSettings } from './live-app.ts'
import { secondsBetween } from './processor-time.ts'
import { withRestartable } from './restartable.ts'
import { connections } from './sizes.ts'
import { startGenerator } from './start-generator.ts'

const opensAtOnce = 100
const restMs = 10_000
const stretchMs = 10_000
const pace = { perSecond: 20, senders: 8 }
const aimKilobytes = 30
const groupId = 'arena'

/** Many connections: what one costs when nothing happens, all in one audio-video group, and all coming back at once. */
export async function connectionsFigure(): Promise<Figure> {
  await expectRoom()
  const generator = startGenerator()
  return withRestartable(
    liveSettings,
    async (server) => {
      pinAll([process.pid], 1)
      const app = await createLiveApp(server.plenum)
      await app.createGroup({ Type: 'AVChatRoom', GroupId: groupId })
      const { port } = server.plenum
      const place = { kind: 'plenum', port, sdkAppId: app.sdkAppId, key: app.key, groupId, users: 'user' } satisfies Partial<Place>

      // What the first ones make the server keep, it keeps once.
      const before = Math.ceil(connections / 10)
      await generator.place('idle', { ...place, enters: false })
      await generator.open('idle', before, opensAtOnce)
      await pause(restMs)
      const memoryBefore = await server.memory()
      const openedAt = performance.now()
      const processorBefore = await server.processor()
      await generator.open('idle', connections - before, opensAtOnce)
      const openingSeconds = (performance.now() - openedAt) / 1000
      const processorSeconds = secondsBetween(processorBefore, await server.processor())
      await pause(restMs)
      const kilobytes = ((await server.memory()) - memoryBefore) / (connections - before) / 1024
      await generator.close('idle')

      await generator.place('arena', { ...place, enters: true })
      await generator.open('arena', connections, opensAtOnce)
      await pause(restMs)
      await generator.speak('arena', pace)
      await pause(stretchMs / 4)
      await generator.count('arena')
      await pause(stretchMs)
      const steady = await generator.count('arena')
      await generator.hush('arena')

      await generator.beat('arena')
      const stoppedAt = performance.now()
      const [back, readySeconds] = await Promise.all([
        generator.comeBack('arena', pace),
        server.restart('stop').then(() => (performance.now() - stoppedAt) / 1000),
      ])
      const meanwhile = await generator.count('arena')
      await pause(stretchMs)
      const afterwards = await generator.count('arena')
      await generator.hush('arena')
      if (afterwards.deliveries === 0) throw new Error('Nobody heard anything after the restart')

      const heard = ({ p50, p99 }: typeof steady) =>
        Number.isNaN(p50) ? 'nothing was heard' : `p50 ${p50.toFixed(0)}  p99 ${p99.toFixed(0)} ms`
      const each = (count: number) => (count / connections).toFixed(2)
      const perSecond = ({ deliveries, seconds }: typeof steady) => `${(deliveries / seconds).toFixed(0)} /s`
      return {
        title: `${connections} connections`,
        how: `Server and PostgreSQL on one processor, members on the other. Memory is PSS of the server ${restMs / 1000} s after the last came in, above that with a tenth of them. Messages of 300 bytes, ${pace.perSecond} a second. Coming back: the server is stopped and started, and everybody connects in the moment in which it listens again, signs in, asks for what was missed, enters the group`,
        rows: [
          {
            what: 'memory of an idle connection in the server',
            value: `${kilobytes.toFixed(1)} kB`,
            aim: `<= ${aimKilobytes} kB`,
            reached: kilobytes <= aimKilobytes,
          },
          {
            what: `signing in for the first time, ${opensAtOnce} at once`,
            value: `${((connections - before) / openingSeconds).toFixed(0)} /s  ${((processorSeconds / (connections - before)) * 1000).toFixed(2)} ms of the processor each`,
          },
          { what: 'all in one audio-video group', value: `${perSecond(steady)}  ${heard(steady)}` },
          { what: 'restart, from the stop until it is ready', value: `${readySeconds.toFixed(1)} s` },
          { what: 'all are back, from the moment it listens', value: `${back.afterStart.toFixed(1)} s` },
          { what: 'all are back, from the loss of the first', value: `${back.afterLoss.toFixed(1)} s` },
          {
            what: 'connections made, and calls refused as busy, for each who comes back',
            value: `${each(back.attempts)} and ${each(back.askedAgain)}`,
          },
          { what: 'a message while they come back', value: heard(meanwhile) },
          { what: 'a message afterwards', value: `${perSecond(afterwards)}  ${heard(afterwards)}` },
        ],
      }
    },
    0,
  ).finally(() => generator.stop())
}

/** Both sides of each connection are files, and each has a port of its own. */
async function expectRoom(): Promise<void> {
  const spare = 1_000
  const limits = await readFile('/proc/self/limits', 'utf8')
  const files = Number(/^Max open files +(\d+)/m.exec(limits)?.[1] ?? Number.POSITIVE_INFINITY)
  if (files < connections + spare) throw new Error(`A process may have ${files} files open: ulimit -n ${connections + spare}`)
  const [first, last] = (await readFile('/proc/sys/net/ipv4/ip_local_port_range', 'utf8')).trim().split(/\s+/).map(Number)
  const ports = last! - first!
  if (ports < 2 * connections) throw new Error(`There are ${ports} local ports: set net.ipv4.ip_local_port_range to more`)
}
