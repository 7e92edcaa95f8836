import { setTimeout as pause } from 'node:timers/promises'
import { startApp } from './app.ts'
import { type Config, readConfig, unknownSettings } from './config.ts'
import { openDatabase } from './platform/database.ts'
import { checkServer, explained, nameOf } from './platform/database-server.ts'
import { takeInstallationLock } from './platform/installation-lock.ts'
import { log } from './platform/log.ts'
import { createMetrics, type Metrics } from './platform/metrics.ts'
import { migrate } from './platform/migrate.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './platform/postgres/embedded-postgres.ts'
import { Problem, tellFailure } from './platform/problem.ts'

/** What was begun is brought to an end within this, and cut off after it: together with the patience for requests less than containers have. */
const endingMs = 1_000
const abandoningMs = 4_000

/** What has been started, and how it is ended: last first. */
const endings: (() => Promise<unknown>)[] = []
const abandoned = new AbortController()
let stopping: Promise<never> | undefined

const starting = start(abandoned.signal)
starting.catch((error) => {
  if (stopping) return
  tellFailure(error)
  void stop(1)
})
// A mistake of ours somewhere is no reason to end everybody's calls.
process.on('unhandledRejection', (error) => log.error({ err: error }, 'something failed that nobody waited for'))
process.once('SIGTERM', () => void stop(0))
process.once('SIGINT', () => void stop(0))

async function start(signal: AbortSignal) {
  const config = readConfig(process.env)
  for (const name of unknownSettings(process.env)) console.error(`${name} is not a setting of Plenum and has no effect.`)
  const metrics = createMetrics()
  const url = await holdDatabase(config, metrics, signal)
  signal.throwIfAborted()
  const sql = openDatabase(url, { connectMs: config.databaseConnectMs, statementMs: config.databaseStatementMs })
  endings.push(() => within(2 * endingMs, sql.end(endingMs)))
  const app = await explained(url, async () => {
    await migrate(sql)
    signal.throwIfAborted()
    return startApp(config, { sql, log, metrics })
  })
  const patienceMs = config.stopPatienceSeconds * 1000
  endings.push(() => within(patienceMs + endingMs, app.close(patienceMs)))
  signal.throwIfAborted()
  greet(config, app)
}

/** Answers with the address of a database that is ours alone. */
async function holdDatabase(config: Config, metrics: Metrics, signal: AbortSignal) {
  const embedded = config.databaseUrl ? null : await startEmbeddedPostgres(config.dataFolder, console.log, signal)
  const url = embedded?.url ?? config.databaseUrl!
  if (!embedded) await checkServer(url, { seconds: config.databasePatienceSeconds, say: console.error, signal })
  // A start that is given up goes on to here: only who has the lock may stop the PostgreSQL inside, another Plenum may have it already.
  const lock = await explained(url, () => lockInstallation(url, embedded, metrics))
  if (!lock) {
    throw new Problem(
      embedded
        ? `Another Plenum is running with the data folder ${config.dataFolder}. Stop it first, or set PLENUM_DATA to another folder.`
        : `Another Plenum is running with the database ${nameOf(url)}. Stop it first, or set DATABASE_URL to another database.`,
    )
  }
  if (embedded) endings.push(embedded.stop)
  endings.push(() => within(endingMs, lock.release()))
  return url
}

function lockInstallation(url: string, embedded: EmbeddedPostgres | null, metrics: Metrics) {
  return takeInstallationLock(url, {
    log,
    revive: embedded?.revive,
    onLost: () => metrics.databaseLosses.inc(),
    onTaken: () => {
      console.error('Another Plenum has taken this database while the connection to it was lost. This one stops.')
      void stop(1)
    },
  })
}

function greet(config: Config, { url, operator }: { url: string; operator: { email: string; password?: string } }) {
  console.log(`Plenum is ready. The console is at ${config.publicUrl ?? url}`)
  if (operator.password) {
    console.log(`Sign in the first time as ${operator.email} with the password ${operator.password} (it is not shown again).`)
  } else {
    console.log(`The operator signs in as ${operator.email}. script/reset-password helps when the password is lost.`)
  }
}

/** A start under way is given up, and ends what it has begun itself as far as it can. */
function stop(exitCode: number): Promise<never> {
  stopping ??= (async () => {
    abandoned.abort()
    await within(
      abandoningMs,
      starting.catch(() => {}),
    )
    for (const end of endings.toReversed()) await end().catch((error) => log.error({ error }, 'Something did not end well'))
    process.exit(exitCode)
  })()
  return stopping
}

function within(limitMs: number, task: Promise<unknown>) {
  return Promise.race([task, pause(limitMs)])
}
