import { rememberApps } from './app-states.ts'
import type { Config } from './config.ts'
import type { Handlers } from './context.ts'
import { appHandlers } from './features/apps/commands.ts'
import { loadAppInMemory } from './features/apps/store.ts'
import { attributeHandlers } from './features/attributes/commands.ts'
import { avGroupHandlers } from './features/av-groups/commands.ts'
import { blocklistHandlers } from './features/blocklist/commands.ts'
import { communityHandlers } from './features/communities/commands.ts'
import { contactHandlers } from './features/contacts/commands.ts'
import { customFieldHandlers } from './features/custom-fields/commands.ts'
import { directHandlers } from './features/direct/commands.ts'
import { extensionHandlers } from './features/extensions/commands.ts'
import { friendListHandlers } from './features/friend-lists/commands.ts'
import { friendHandlers } from './features/friends/commands.ts'
import { groupHandlers } from './features/groups/commands.ts'
import { groupMemberHandlers } from './features/groups/member-commands.ts'
import { groupMuteHandlers } from './features/groups/mute-commands.ts'
import { limitHandlers } from './features/limits/commands.ts'
import { changeHandlers } from './features/messages/changes.ts'
import { historyHandlers } from './features/messages/history.ts'
import { createHub } from './features/messages/hub.ts'
import { importHandlers } from './features/messages/import.ts'
import { makePresentParts } from './features/messages/months.ts'
import { sendingHandlers } from './features/messages/send.ts'
import { openTips } from './features/messages/tips.ts'
import { openWritePath } from './features/messages/write-path.ts'
import { operationHandlers } from './features/operations/commands.ts'
import { peopleHandlers } from './features/people/commands.ts'
import { identify } from './features/people/identify.ts'
import { ensureOperator } from './features/people/operator.ts'
import { sessionHandlers } from './features/people/sessions.ts'
import { planHandlers } from './features/plans/commands.ts'
import { presenceHandlers } from './features/presence/commands.ts'
import { createPresence } from './features/presence/presence.ts'
import { profileHandlers } from './features/profiles/commands.ts'
import { pushHandlers } from './features/push/commands.ts'
import { receiptHandlers } from './features/receipts/commands.ts'
import { clockHandlers } from './features/records/clock-commands.ts'
import { recordHandlers } from './features/records/commands.ts'
import { userHandlers } from './features/users/commands.ts'
import { deletionHandlers } from './features/users/deletion.ts'
import { openInstallation } from './installation.ts'
import { openClock } from './platform/clock.ts'
import type { Database } from './platform/database.ts'
import type { Log } from './platform/log.ts'
import type { Metrics } from './platform/metrics.ts'
import { createV4Door } from './rest-v4/door.ts'
import { createRoad } from './run-command.ts'
import { createSweeper } from './sweeps/sweeper.ts'
import { createHttp } from './transport/http.ts'
import { listen, patience } from './transport/listen.ts'
import { answerV4Requests } from './transport/v4-requests.ts'

interface Parts {
  sql: Database
  log: Log
  metrics: Metrics
}

/** Puts the parts together on a migrated database and opens the doors. */
export async function startApp(config: Config, { sql, log, metrics }: Parts) {
  const installation = await openInstallation(sql, config)
  const clock = await openClock(sql, config.clock)
  await makePresentParts(sql, clock.now())
  const hub = createHub(log)
  const lanes = openWritePath(sql, hub)
  const presence = createPresence(hub)
  const im = { lanes, hub, tell: openTips({ lanes, loadApp: (sdkAppId) => loadAppInMemory(sql, sdkAppId), log }), presence }
  const sweeper = createSweeper({ sql, clock, installation, log })
  const handlers: Handlers = {
    ...sessionHandlers,
    ...peopleHandlers,
    ...appHandlers,
    ...planHandlers,
    ...recordHandlers,
    ...clockHandlers({ clock, sweeper }),
    ...userHandlers,
    ...deletionHandlers(im),
    ...groupHandlers(im),
    ...limitHandlers,
    ...sendingHandlers(im),
    ...historyHandlers(),
    ...changeHandlers(im),
    ...importHandlers(im),
    ...directHandlers(im),
    ...groupMemberHandlers(im),
    ...groupMuteHandlers(im),
    ...customFieldHandlers,
    ...attributeHandlers(im),
    ...avGroupHandlers(im),
    ...presenceHandlers(im),
    ...communityHandlers(im),
    ...receiptHandlers(),
    ...extensionHandlers(im),
    ...profileHandlers(im),
    ...friendHandlers(im),
    ...blocklistHandlers(im),
    ...friendListHandlers,
    ...contactHandlers,
    ...pushHandlers(im),
    ...operationHandlers(),
  }
  const road = createRoad({
    sql,
    clock,
    installation,
    handlers,
    states: rememberApps(sql),
    log,
    onCommand: (command, outcome, seconds) => metrics.commandSeconds.observe({ command, outcome }, seconds),
  })
  const v4 = createV4Door({ withApp: road.withApp, runCommand: road.runCommand, clock, metrics, log })
  const http = createHttp({
    config,
    installation,
    clock,
    sql,
    road,
    identify: (headers) => identify(sql, installation, headers),
    metrics,
    log,
  })
  // The port comes first, since a password that is made up for the operator is told only when nothing can go wrong any more. Calls wait for it.
  const opened = Promise.withResolvers<void>()
  const door = await listen(
    config,
    async (...call) => {
      await opened.promise
      return http.fetch(...call)
    },
    patience,
    answerV4Requests(config, v4, opened.promise),
  )
  const operator = await ensureOperator(sql, installation, clock.now())
  opened.resolve()
  sweeper.start()

  return {
    url: door.url,
    operator,
    hub,
    presence,
    async close() {
      await sweeper.stop()
      await door.close()
      await lanes.flush()
    },
  }
}
