import { rememberApps } from '../../server/src/app-states.ts'
import { readConfig } from '../../server/src/config.ts'
import { openInstallation } from '../../server/src/installation.ts'
import { openClock } from '../../server/src/platform/clock.ts'
import { openDatabase } from '../../server/src/platform/database.ts'
import { log } from '../../server/src/platform/log.ts'
import { createMetrics } from '../../server/src/platform/metrics.ts'
import { createV4Door } from '../../server/src/rest-v4/door.ts'
import { createHttp } from '../../server/src/transport/http.ts'
import { listen, patience } from '../../server/src/transport/listen.ts'
import { answerV4Requests } from '../../server/src/transport/v4-requests.ts'

/**
 * The doors of the server before commands that do nothing: everything that happens to a request from the socket to the command and back,
 * and no more. Its address goes to the standard output.
 */
const config = readConfig({ PLENUM_PORT: '0', DATABASE_URL: process.env.DATABASE_URL })
const sql = openDatabase(config.databaseUrl!, { pool: 1 })
const metrics = createMetrics()
const states = rememberApps(sql)
const at = new Date().toISOString()
const runCommand = async () => ({ sequence: 1, at, dropped: false }) as never
const installation = await openInstallation(sql, config)
const clock = await openClock(sql, config.clock)
const v4 = createV4Door({ withApp: states.withApp, runCommand, clock, metrics, log })
const road = { runCommand, withApp: states.withApp, states, clock } as never
const http = createHttp({ config, installation, clock, sql, road, identify: async () => ({ kind: 'anyone' }), metrics, log })
const door = await listen(config, http.fetch as never, patience, answerV4Requests(config, v4, Promise.resolve()))
console.log(door.url)
