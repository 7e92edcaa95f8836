import { Refusal } from '@plenum/contract'
import type { Sql } from '../platform/database.ts'
import { loadAppInMemory } from './app-in-memory.ts'
import { type AppInMemory, StaleRevision } from './context.ts'

const attemptsMax = 8
const appsMax = 10_000

/** The apps this process remembers. Memory may be old; what was decided from it holds only if the revision still does. */
export function rememberApps(sql: Sql) {
  const remembered = new Map<number, AppInMemory>()

  async function load(sdkAppId: number): Promise<AppInMemory | null> {
    remembered.delete(sdkAppId)
    const app = await loadAppInMemory(sql, sdkAppId)
    if (app) remembered.set(sdkAppId, app)
    if (remembered.size > appsMax) remembered.delete(remembered.keys().next().value!)
    return app
  }

  async function isPresent(app: AppInMemory): Promise<boolean> {
    const [row] = await sql<{ revision: number }[]>`select revision from apps where id = ${app.sdkAppId}`
    return row?.revision === app.revision
  }

  return {
    /** For reads: goes along with the query, so that it costs no time of its own. */
    async confirm(app: AppInMemory): Promise<void> {
      if (!(await isPresent(app))) throw new StaleRevision()
    },

    /** Runs `use` with the app as remembered, and again with the app as it is when memory proves old: also before any refusal leaves. */
    async withApp<T>(sdkAppId: number, use: (app: AppInMemory) => Promise<T>): Promise<T> {
      let app = remembered.get(sdkAppId) ?? (await load(sdkAppId))
      for (let attempt = 0; attempt < attemptsMax; attempt++) {
        if (!app) throw new Refusal('app_unknown')
        try {
          return await use(app)
        } catch (error) {
          const old = error instanceof StaleRevision || (error instanceof Refusal && !(await isPresent(app)))
          if (!old) throw error
        }
        app = await load(sdkAppId)
      }
      throw new Refusal('busy')
    },
  }
}

export type AppStates = ReturnType<typeof rememberApps>
