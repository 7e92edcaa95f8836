import { readConfig } from '../../server/src/config.ts'
import { createExplain } from '../../server/src/doors/http/explain.ts'
import { createHttp } from '../../server/src/doors/http/http.ts'
import { listen, patience } from '../../server/src/doors/http/listen.ts'
import { createV4Door } from '../../server/src/doors/rest-v4/door.ts'
import { answerV4Requests } from '../../server/src/doors/rest-v4/requests.ts'
import { openInstallation } from '../../server/src/installation.ts'
import { openClock } from '../../server/src/platform/clock.ts'
import { openDatabase } from '../../server/src/platform/database.ts'
import { watchDatabase } from '../../server/src/platform/database-trouble.ts'
import { log } from '../../server/src/platform/log.ts'
import { createMetrics } from '../../server/src/platform/metrics.ts'
import { countActivity } from '../../server/src/road/activity.ts'
import { rememberApps } from '../../server/src/road/app-states.ts'
import type { Handlers } from '../../server/src/road/context.ts'
import { rememberCalls } from '../../server/src/road/recent-calls.ts'
import { createRoad } from '../../server/src/road/run-command.ts'

/**
 * The doors and the road of the server before a handler that does nothing: everything that happens to a request from the socket to the
 * handler and back, and no more. Its address goes to the standard output.
 */
const config = readConfig({ PLENUM_PORT: '0', DATABASE_URL: process.env.DATABASE_URL })
const sql = openDatabase(config.databaseUrl!, { pool: 1 })
const metrics = createMetrics()
const installation = await openInstallation(sql, config)
const clock = await openClock(sql, config.clock)
const answer = { sequence: 1, at: new Date().toISOString(), dropped: false }
const handlers = { 'message.send': async () => answer } as Partial<Handlers> as Handlers
const onCommand = (command: string, outcome: string, seconds: number) => metrics.commandSeconds.observe({ command, outcome }, seconds)
const road = createRoad({ sql, clock, installation, handlers, admitInput: () => {}, states: rememberApps(sql), log, onCommand })
const database = watchDatabase({ log, metrics })
const explain = createExplain({ log, database })
const activity = countActivity({ sql, now: () => clock.now(), timeZone: installation.timeZone, log })
const calls = rememberCalls()
const v4 = createV4Door({ withApp: road.withApp, runCommand: road.runCommand, clock, metrics, explain, calls, activity })
const nobody = { sessionCookie: '', identify: async () => ({ kind: 'anyone' }) as const, fileToRead: () => null }
const http = createHttp({ config, clock, sql, road, ...nobody, metrics, database, explain, log })
const door = await listen(config, http.fetch as never, patience, answerV4Requests(config, v4, Promise.resolve()))
console.log(door.url)
