import { startApp } from './app.ts'
import { type Config, readConfig, unknownSettings } from './config.ts'
import { openDatabase } from './platform/database.ts'
import { checkServer, nameOf } from './platform/database-server.ts'
import { takeInstallationLock } from './platform/installation-lock.ts'
import { log } from './platform/log.ts'
import { createMetrics, type Metrics } from './platform/metrics.ts'
import { migrate } from './platform/migrate.ts'
import { startEmbeddedPostgres } from './platform/postgres/embedded-postgres.ts'
import { Problem } from './platform/problem.ts'

/** A client that never ends its request may not keep a stopping Plenum alive. */
const closeWithinMs = 15_000

/** What has been started, and how it is ended: last first. */
const endings: (() => Promise<unknown>)[] = []
let stopping: Promise<never> | undefined

const starting = start()
starting.catch((error) => {
  console.error(error instanceof Problem ? error.message : error)
  void stop(1)
})
process.once('SIGTERM', () => void stop(0))
process.once('SIGINT', () => void stop(0))

async function start() {
  const config = readConfig(process.env)
  for (const name of unknownSettings(process.env)) console.error(`${name} is not a setting of Plenum and has no effect.`)
  const metrics = createMetrics()
  const url = await holdDatabase(config, metrics)
  const sql = openDatabase(url, { connectMs: config.databaseConnectMs, statementMs: config.databaseStatementMs })
  endings.push(() => sql.end())
  await migrate(sql)
  const app = await startApp(config, { sql, log, metrics })
  endings.push(() => within(closeWithinMs, app.close()))
  greet(config, app)
}

/** Answers with the address of a database that is ours alone. */
async function holdDatabase(config: Config, metrics: Metrics) {
  const embedded = config.databaseUrl ? null : await startEmbeddedPostgres(config.dataFolder, console.log)
  const url = embedded?.url ?? config.databaseUrl!
  await checkServer(url)
  const lock = await takeInstallationLock(url, {
    log,
    revive: embedded?.revive,
    onLost: () => metrics.databaseLosses.inc(),
    onTaken: () => {
      console.error('Another Plenum has taken this database while the connection to it was lost. This one stops.')
      void stop(1)
    },
  })
  if (!lock) {
    throw new Problem(
      embedded
        ? `Another Plenum is running with the data folder ${config.dataFolder}. Stop it first, or set PLENUM_DATA to another folder.`
        : `Another Plenum is running with the database ${nameOf(url)}. Stop it first, or set DATABASE_URL to another database.`,
    )
  }
  if (embedded) endings.push(embedded.stop)
  endings.push(lock.release)
  return url
}

function greet(config: Config, { url, operator }: { url: string; operator: { email: string; password?: string } }) {
  console.log(`Plenum is ready. The console is at ${config.publicUrl ?? url}`)
  if (operator.password) {
    console.log(`Sign in the first time as ${operator.email} with the password ${operator.password} (it is not shown again).`)
  } else {
    console.log(`The operator signs in as ${operator.email}. script/reset-password helps when the password is lost.`)
  }
}

/** A start under way is brought to its end first: half-started things cannot be stopped. */
function stop(exitCode: number): Promise<never> {
  stopping ??= (async () => {
    await starting.catch(() => {})
    for (const end of endings.toReversed()) await end().catch((error) => log.error({ error }, 'Something did not end well'))
    process.exit(exitCode)
  })()
  return stopping
}

function within(limitMs: number, task: Promise<unknown>) {
  const limit = new Promise<void>((resolve) => {
    const giveUp = () => {
      log.warn('Some requests did not end in time and are cut off')
      resolve()
    }
    setTimeout(giveUp, limitMs).unref()
  })
  return Promise.race([task, limit])
}
