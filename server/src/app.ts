import { billingDay, bookOf, limitsAt } from '@plenum/billing'
import type { Config } from './config.ts'
import { callHandlers } from './control/apps/calls.ts'
import { appHandlers } from './control/apps/commands.ts'
import { groupRuleHandlers } from './control/apps/group-rules.ts'
import { rateHandlers } from './control/apps/rates.ts'
import { settingHandlers } from './control/apps/settings.ts'
import { beginBilling } from './control/bills/close-month.ts'
import { billHandlers } from './control/bills/commands.ts'
import { findAccountName } from './control/people/accounts-store.ts'
import { peopleHandlers } from './control/people/commands.ts'
import { sessionCookieName } from './control/people/cookie.ts'
import { identify } from './control/people/identify.ts'
import { ensureOperator } from './control/people/operator.ts'
import { sessionHandlers } from './control/people/sessions.ts'
import { planHandlers } from './control/plans/commands.ts'
import { webhookHandlers } from './control/webhooks/commands.ts'
import { findEndpointTarget } from './control/webhooks/target.ts'
import { createExplain } from './doors/http/explain.ts'
import { createHttp } from './doors/http/http.ts'
import { listen, patience } from './doors/http/listen.ts'
import { callBounds } from './doors/live/call-rate.ts'
import { createLiveDoor } from './doors/live/door.ts'
import { callbackSpelling } from './doors/rest-v4/dialect/callback-spelling.ts'
import { createV4Door } from './doors/rest-v4/door.ts'
import { answerV4Requests } from './doors/rest-v4/requests.ts'
import { services } from './doors/rest-v4/services/services.ts'
import { createCallbacks } from './im/callbacks/callbacks.ts'
import { contactHandlers } from './im/contacts/commands.ts'
import { customFieldHandlers } from './im/custom-fields/commands.ts'
import { attributeHandlers } from './im/groups/attributes/commands.ts'
import { avGroupHandlers } from './im/groups/av-groups/commands.ts'
import { refuseAbsentFrom } from './im/groups/av-groups/entering.ts'
import { groupHandlers } from './im/groups/commands.ts'
import { communityHandlers } from './im/groups/communities/commands.ts'
import { applicationHandlers } from './im/groups/joining/application-commands.ts'
import { joiningHandlers } from './im/groups/joining/commands.ts'
import { appGroupHandlers } from './im/groups/managed/commands.ts'
import { appGroupMemberHandlers } from './im/groups/managed/members.ts'
import { groupMemberHandlers } from './im/groups/member-commands.ts'
import { findRoles } from './im/groups/members-store.ts'
import { findMembership } from './im/groups/membership.ts'
import { listMembershipsOf } from './im/groups/memberships.ts'
import { groupMuteHandlers } from './im/groups/mute-commands.ts'
import { pinHandlers } from './im/groups/pins/commands.ts'
import { groupWithReceipts, receiptHandlers } from './im/groups/receipts/commands.ts'
import { openReclaiming } from './im/groups/reclaiming/reclaiming.ts'
import { refuseForeignId } from './im/groups/rules.ts'
import { presenceHandlers } from './im/live/commands.ts'
import { openLive } from './im/live/live.ts'
import { changeHandlers } from './im/messages/changes.ts'
import { directHandlers } from './im/messages/direct/commands.ts'
import { extensionHandlers } from './im/messages/extensions/commands.ts'
import { historyHandlers } from './im/messages/history.ts'
import { importHandlers } from './im/messages/import.ts'
import { makePresentParts } from './im/messages/lanes/months.ts'
import { openWritePath } from './im/messages/lanes/write-path.ts'
import { foundMessageHandlers } from './im/messages/managed/commands.ts'
import { reactionHandlers } from './im/messages/reactions/commands.ts'
import { searchHandlers } from './im/messages/search/commands.ts'
import { sendingHandlers } from './im/messages/send.ts'
import { openTips } from './im/messages/tips.ts'
import { operationHandlers } from './im/operations/commands.ts'
import { mayRead, pathOf } from './im/operations/message-files/address.ts'
import { pushHandlers } from './im/push/commands.ts'
import { findReached, listKeptPushesOf } from './im/push/reached.ts'
import { blocklistHandlers } from './im/relations/blocklist/commands.ts'
import { friendHandlers } from './im/relations/friends/commands.ts'
import { listFriendIdsOf } from './im/relations/friends/friend-ids.ts'
import { friendListHandlers } from './im/relations/friends/list-commands.ts'
import { friendRequestHandlers } from './im/relations/friends/request-commands.ts'
import { listWhoHas } from './im/relations/friends/store.ts'
import { userHandlers } from './im/users/commands.ts'
import { deletionHandlers } from './im/users/deletion.ts'
import { appUserHandlers } from './im/users/managed/commands.ts'
import { userNoticeHandlers } from './im/users/notices.ts'
import { profileHandlers } from './im/users/profiles/commands.ts'
import { wasRevoked } from './im/users/revoked.ts'
import { openInstallation } from './installation.ts'
import { limitHandlers } from './limits/commands.ts'
import { refuseHiddenCommunity } from './limits/hidden-communities.ts'
import { createOutbox } from './outbox/outbox.ts'
import { createPoster } from './outbox/post.ts'
import { openClock } from './platform/clock.ts'
import type { Database } from './platform/database.ts'
import { watchDatabase } from './platform/database-trouble.ts'
import { createHub } from './platform/hub.ts'
import type { Log } from './platform/log.ts'
import type { Metrics } from './platform/metrics.ts'
import { recordHandlers } from './records/commands.ts'
import { countActivity } from './road/activity.ts'
import { loadAppInMemory } from './road/app-in-memory.ts'
import { rememberApps } from './road/app-states.ts'
import type { Handlers } from './road/context.ts'
import { createInApp } from './road/in-app.ts'
import { rememberCalls } from './road/recent-calls.ts'
import { createRoad } from './road/run-command.ts'
import { switchedOn } from './road/switched.ts'
import { clockHandlers } from './sweeps/clock-commands.ts'
import { keepGroupRules } from './sweeps/keep-group-rules.ts'
import { createSweeper } from './sweeps/sweeper.ts'

interface Parts {
  sql: Database
  log: Log
  metrics: Metrics
}

/** Puts the parts together on a migrated database and opens the doors. */
export async function startApp(config: Config, { sql, log, metrics }: Parts) {
  const installation = await openInstallation(sql, config)
  const clock = await openClock(sql, config.clock)
  await beginBilling(sql, installation, clock.now())
  await makePresentParts(sql, clock.now())
  const hub = createHub(log)
  const activity = countActivity({ sql, now: () => clock.now(), timeZone: installation.timeZone, log })
  const database = watchDatabase({ log, metrics })
  const lanes = openWritePath(sql, hub, activity)
  const live = openLive({
    sql,
    hub,
    limitsOf: (app) =>
      switchedOn(limitsAt(app.configuration, bookOf(installation.books, billingDay(clock.now(), installation.timeZone))), app),
    now: () => clock.now(),
    loadMemberships: listMembershipsOf,
    listFriendIds: listFriendIdsOf,
    pushes: { findReached, listKept: listKeptPushesOf },
    onError: (error) => void (database.note(error) ?? log.error({ err: error }, 'something live could not be looked up')),
    calls: callBounds(config),
  })
  const { presence, entrance, avHistory, countOnline } = live
  const im = {
    lanes,
    hub,
    tell: openTips({ lanes, loadApp: (sdkAppId) => loadAppInMemory(sql, sdkAppId), log }),
    presence,
    entrance,
    avHistory,
    countOnline,
    findMembership,
  }
  const explain = createExplain({ log, database })
  const poster = createPoster({ allowPrivate: config.privateWebhooks })
  const callbacks = createCallbacks({ sql, hub, poster, log, activity, spelling: callbackSpelling, refuseAbsent: refuseAbsentFrom(live) })
  const groupRules = keepGroupRules({
    ...{ clock, installation, presence, companions: callbacks.companions },
    inApp: createInApp({ sql, clock, installation, log }),
    reclaiming: openReclaiming(im),
  })
  const sweeper = createSweeper({ sql, clock, installation, database, log, others: [groupRules], afterEach: live.apps.look })
  const findTarget = (receiver: string) =>
    receiver.startsWith('app_') ? callbacks.findTarget(receiver) : findEndpointTarget(sql, receiver)
  const outbox = createOutbox({ sql, poster, log, database, findTarget })
  const calls = rememberCalls()
  const sending = sendingHandlers({
    ...im,
    refuseAbsent: refuseAbsentFrom(live),
    refuseReceipts: async (context, groupId) => void (await groupWithReceipts(context, groupId)),
  })
  const handlers: Handlers = {
    ...sessionHandlers,
    ...peopleHandlers,
    ...appHandlers,
    ...foundMessageHandlers,
    ...callHandlers({ calls, isRevoked: wasRevoked }),
    ...settingHandlers,
    ...groupRuleHandlers,
    ...rateHandlers(services.flatMap(({ endpoints }) => endpoints)),
    ...planHandlers,
    ...billHandlers,
    ...webhookHandlers,
    ...callbacks.handlers,
    ...recordHandlers,
    ...clockHandlers({ clock, sweeper }),
    ...userHandlers,
    ...deletionHandlers(im),
    ...groupHandlers(im),
    ...limitHandlers,
    ...sending,
    ...historyHandlers(im),
    ...changeHandlers({ ...im, findRoles }),
    ...importHandlers(im),
    ...directHandlers(im),
    ...groupMemberHandlers(im),
    ...joiningHandlers(im),
    ...applicationHandlers(im),
    ...groupMuteHandlers(im),
    ...customFieldHandlers,
    ...attributeHandlers(im),
    ...avGroupHandlers(im),
    ...presenceHandlers(im),
    ...live.handlers,
    ...communityHandlers(im),
    ...receiptHandlers(im),
    ...extensionHandlers(im),
    ...reactionHandlers(im),
    ...searchHandlers(im),
    ...pinHandlers(im),
    ...profileHandlers({ ...im, listWhoHas }),
    ...appUserHandlers({ ...im, listWhoHas, addAdministrator: appHandlers['admin.add'] }),
    ...appGroupHandlers({ ...im, send: sending['message.send'] }),
    ...appGroupMemberHandlers(im),
    ...userNoticeHandlers,
    ...friendHandlers(im),
    ...friendRequestHandlers(im),
    ...blocklistHandlers(im),
    ...friendListHandlers(im),
    ...contactHandlers(im),
    ...pushHandlers(im),
    ...operationHandlers({ accountName: findAccountName, activity, countOnline: presence.countUsers }),
  }
  const road = createRoad({
    sql,
    clock,
    installation,
    handlers,
    admitInput(input, limits) {
      const { conversation = {} } = input as { conversation?: unknown }
      for (const named of [input, conversation]) {
        refuseForeignId(named)
        refuseHiddenCommunity(named, limits)
      }
    },
    companions: callbacks.companions,
    states: rememberApps(sql),
    log,
    onCommand(command, outcome, seconds) {
      metrics.commandSeconds.observe({ command, outcome }, seconds)
      if (changesService(command)) void live.apps.look().catch(() => {})
    },
  })
  const v4 = createV4Door({ withApp: road.withApp, runCommand: road.runCommand, clock, metrics, explain, calls, activity })
  const http = createHttp({
    config,
    clock,
    sql,
    road,
    sessionCookie: sessionCookieName(config),
    fileToRead: (name, given, now) => (mayRead(installation.fileSecret, name, given, now) ? pathOf(config.dataFolder, name) : null),
    identify: (headers) => identify(sql, installation, headers),
    metrics,
    database,
    explain,
    log,
  })
  const liveDoor = createLiveDoor({ config, road, clock, explain, activity, live: live.entrance })
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
    liveDoor.upgrade,
  )
  const operator = await ensureOperator(sql, installation, clock.now())
  opened.resolve()
  sweeper.start()
  activity.start()
  outbox.start()

  return {
    url: door.url,
    operator,
    hub,
    presence,
    /** What live connections and callbacks would count. */
    activity,
    /** Requests that do not end in time are cut off, so that what others have said is still written down. */
    async close(withinMs?: number) {
      live.beginToStop()
      const swept = Promise.all([sweeper.stop(), outbox.stop()])
      const [{ cutOff }] = await Promise.all([door.close(withinMs), liveDoor.close(withinMs)])
      if (cutOff) log.warn('Some requests did not end in time and are cut off')
      await Promise.all([lanes.flush(), live.stop(), callbacks.stop()])
      await swept
      await activity.stop()
      // Not before: what is being asked about goes on by its answer.
      poster.close()
    },
  }
}

/** What may put an app out of service, or switch something: it is seen now, and not only at the next look. */
function changesService(command: string): boolean {
  return ['app.disable', 'app.delete', 'settings.set'].includes(command)
}
