import { Refusal } from '@plenum/contract'
import type { Sql } from '../platform/database.ts'
import { gather } from '../platform/gather.ts'
import { loadAppInMemory } from './app-in-memory.ts'
import { type AppInMemory, StaleRevision } from './context.ts'

const attemptsMax = 8
const appsMax = 10_000

/** The apps this process remembers. Memory may be old; what was decided from it holds only if the revision still does. */
export function rememberApps(sql: Sql) {
  const remembered = new Map<number, AppInMemory>()

  /** Thousands that find an app unknown or changed at once, as after a restart, load it once. */
  const load = gather(async (sdkAppIds: number[]) => {
    const wanted = [...new Set(sdkAppIds)]
    const found = new Map(await Promise.all(wanted.map(async (id) => [id, await loadAppInMemory(sql, id)] as const)))
    for (const [sdkAppId, app] of found) {
      remembered.delete(sdkAppId)
      if (app) remembered.set(sdkAppId, app)
      if (remembered.size > appsMax) remembered.delete(remembered.keys().next().value!)
    }
    return sdkAppIds.map((sdkAppId) => found.get(sdkAppId) ?? null)
  })

  /** Looked up after each call: what is confirmed, and a refusal that leaves, held at a moment after it was decided. */
  const presentRevision = gather(async (sdkAppIds: number[]) => {
    const rows = await sql<{ id: number; revision: number }[]>`select id, revision from apps where id = any(${sdkAppIds}::bigint[])`
    const revisions = new Map(rows.map(({ id, revision }) => [id, revision]))
    return sdkAppIds.map((sdkAppId) => revisions.get(sdkAppId))
  })

  return {
    /** For reads: beside the query, so that it costs no time of its own, and together for all reads that are under way. */
    async confirm(app: AppInMemory): Promise<void> {
      if ((await presentRevision(app.sdkAppId)) !== app.revision) throw new StaleRevision()
    },

    /** Runs `use` with the app as remembered, and again with the app as it is when memory proves old: also before any refusal leaves. */
    async withApp<T>(sdkAppId: number, use: (app: AppInMemory) => Promise<T>): Promise<T> {
      let app = remembered.get(sdkAppId) ?? (await load(sdkAppId))
      for (let attempt = 0; attempt < attemptsMax; attempt++) {
        if (!app) throw new Refusal('app_unknown')
        try {
          return await use(app)
        } catch (error) {
          const old = error instanceof StaleRevision || (error instanceof Refusal && (await presentRevision(sdkAppId)) !== app.revision)
          if (!old) throw error
        }
        app = await load(sdkAppId)
      }
      throw new Refusal('busy')
    },
  }
}

export type AppStates = ReturnType<typeof rememberApps>
