import { setTimeout as pause } from 'node:timers/promises'
import type { AppDriver } from '../../../server/test/app-driver.ts'
import { pinAll, startEjabberd } from '../ejabberd.ts'
import { type RunningPlenum, withPlenum } from '../plenum.ts'
import { processesOf } from '../process-memory.ts'
import type { Counted, Pace } from './crowd.ts'
import type { Place } from './doors.ts'
import { createFullGroup, createLiveApp, liveSettings } from './live-app.ts'
import { processorTimes, secondsBetween } from './processor-time.ts'
import { startBare } from './start-bare.ts'
import { type Generator, startGenerator } from './start-generator.ts'

export interface Side {
  what: string
  place(members: number): Promise<Place>
  /** The server with its PostgreSQL. */
  pids(): Promise<number[]>
  /** Resolves when nothing is left to do that was answered already. */
  rest(): Promise<void>
}

export type Stretch = Counted & { processorSeconds: number }

const opensAtOnce = { plenum: 100, ejabberd: 20, bare: 50 }

/** Each server with the one PostgreSQL on the first processor, the members on the second. */
export async function withSides<T>(
  use: (sides: Record<'plenum' | 'ejabberd' | 'gathered' | 'frames', Side>, generator: Generator) => Promise<T>,
) {
  return withPlenum(async (plenum, folder) => {
    const ejabberd = await startEjabberd(`${folder}/ejabberd`, await plenum.databaseUrl(), { withRooms: false })
    const bare = { gathered: await startBare('gathered'), frames: await startBare('frames') }
    const generator = startGenerator()
    try {
      const app = await createLiveApp(plenum)
      const { server, postgres } = await processesOf(plenum, folder)
      pinAll([...server, ...postgres, ...ejabberd.pids(), bare.gathered.pid, bare.frames.pid], 0)
      pinAll([process.pid], 1)
      const bareSide = (what: string, { port, pid }: { port: number; pid: number }): Side => ({
        what,
        place: async () => ({ kind: 'bare', port }),
        pids: async () => [pid],
        rest: async () => {},
      })
      const sides = {
        plenum: sideOfPlenum(plenum, folder, app),
        ejabberd: {
          what: 'ejabberd',
          place: async (members: number): Promise<Place> => ({ kind: 'ejabberd', port: ejabberd.xmppPort, room: `room${members}` }),
          pids: async () => [...ejabberd.pids(), ...(await processesOf(plenum, folder)).postgres],
          async rest() {
            if ((await ejabberd.archived()) === 0) throw new Error('ejabberd has stored nothing: its archive is not in SQL')
          },
        },
        gathered: bareSide('bare broadcaster, gathered', bare.gathered),
        frames: bareSide('bare broadcaster, frame by frame', bare.frames),
      }
      return await use(sides, generator)
    } finally {
      await Promise.all([generator.stop(), ejabberd.stop(), bare.gathered.stop(), bare.frames.stop()])
    }
  }, liveSettings)
}

function sideOfPlenum(plenum: RunningPlenum, folder: string, app: AppDriver): Side {
  return {
    what: 'Plenum',
    async place(members) {
      const groupId = `group${members}`
      await createFullGroup(app, groupId, members)
      return { kind: 'plenum', port: plenum.port, sdkAppId: app.sdkAppId, key: app.key, groupId, users: groupId, enters: false }
    },
    async pids() {
      const { server, postgres } = await processesOf(plenum, folder)
      return [...server, ...postgres]
    },
    rest: async () => {},
  }
}

/** The members come in on each side; in every round the sides take turns. */
export async function takeTurns(
  sides: Side[],
  generator: Generator,
  { members, rounds, pace, stretchMs }: { members: number; rounds: number; pace: Pace; stretchMs: number },
): Promise<Map<Side, Stretch[]>> {
  const stretches = new Map<Side, Stretch[]>(sides.map((side) => [side, []]))
  for (const { what, place } of sides) {
    const at = await place(members)
    await generator.place(what, at)
    if (at.kind === 'ejabberd') await generator.open(what, 1, 1)
    await generator.open(what, at.kind === 'ejabberd' ? members - 1 : members, opensAtOnce[at.kind])
  }
  for (let round = 0; round < rounds; round++) {
    for (const side of sides) {
      stretches.get(side)!.push(await stretchOf(side, generator, pace, stretchMs))
      await side.rest()
    }
  }
  for (const { what } of sides) await generator.close(what)
  return stretches
}

async function stretchOf({ what, pids }: Side, generator: Generator, pace: Pace, stretchMs: number): Promise<Stretch> {
  await generator.beat(what)
  await generator.speak(what, pace)
  await pause(stretchMs / 4)
  await generator.count(what)
  const before = await processorTimes(await pids())
  await pause(stretchMs)
  const counted = await generator.count(what)
  const processorSeconds = secondsBetween(before, await processorTimes(await pids()))
  await generator.hush(what)
  if (counted.deliveries === 0) throw new Error(`${what}: nobody heard anything in ${stretchMs} ms`)
  return { ...counted, processorSeconds }
}
