import { freePort, type RunningPlenum, startPlenum, withFolder } from '../plenum.ts'
import { processesOf, sum } from '../process-memory.ts'
import { processorTimes } from './processor-time.ts'

/** A Plenum that is stopped or killed, and begins again with the same data on the same port. */
export interface Restartable {
  plenum: RunningPlenum
  restart(how: 'stop' | 'kill'): Promise<void>
  /** Seconds of the processor taken so far, by process: the server and its PostgreSQL. */
  processor(): Promise<Map<number, number>>
  /** Of the server without its PostgreSQL, in bytes. */
  memory(): Promise<number>
}

export function withRestartable<T>(
  settings: Record<string, string>,
  use: (server: Restartable) => Promise<T>,
  processor?: number,
): Promise<T> {
  return withFolder(async (folder) => {
    const start = async (): Promise<RunningPlenum> => startPlenum(folder, { ...settings, PLENUM_PORT: port }, processor)
    const port = String(await freePort())
    const server: Restartable = {
      plenum: await start(),
      async restart(how) {
        await server.plenum[how]()
        server.plenum = await start()
      },
      async processor() {
        const { server: pids, postgres } = await processesOf(server.plenum, folder)
        return processorTimes([...pids, ...postgres])
      },
      memory: async () => (await sum((await processesOf(server.plenum, folder)).server)).pss * 1024 ** 2,
    }
    return use(server).finally(() => server.plenum.stop())
  })
}
