import { afterEach, beforeEach, expect, test } from 'vitest'
import type { AppDriver, V4Answer } from '../app-driver.ts'
import { upTo } from '../counted.ts'
import { createLoadedApp } from '../loaded-app.ts'
import { text, textsOf } from '../message-bodies.ts'
import { dataFolder } from '../plenum-process.ts'
import { insist, progress } from './load.ts'

let data: Awaited<ReturnType<typeof dataFolder>>

beforeEach(async () => {
  data = await dataFolder()
})
afterEach(() => data.remove())

const start = () => data.start()
const conversationsCount = 6
const perCall = 7

test('through many kills an import that is said again until it is acknowledged takes every message over once, in its order', async () => {
  let plenum = await start()
  const app = await createLoadedApp(plenum.url)
  await app.owner.call('app.setRates', { sdkAppId: app.sdkAppId, rates: { default: 1_000_000 } })
  await app.importUsers(['ann', ...upTo(conversationsCount).map((number) => `ben${number}`)])
  const begun = Math.floor(Date.now() / 1000) - 3600
  const groups = upTo(conversationsCount).map((number) => `group${number}`)
  for (const GroupId of groups)
    await app.ok('group_open_http_svc/import_group', { Type: 'Public', Name: 'Moved', GroupId, CreateTime: begun })

  const importers = [
    ...groups.map((GroupId) => importUntilStopped(app, 'group_open_http_svc/import_group_msg', (call) => groupCall(GroupId, call, begun))),
    ...upTo(conversationsCount).map((number) =>
      importUntilStopped(app, 'openim/importmsg', (call) => ({
        ...{ SyncFromOldSystem: 5, From_Account: 'ann', To_Account: `ben${number}`, MsgTimeStamp: begun + Math.floor(call / 3) },
        ...{ MsgSeq: call, MsgRandom: call, MsgBody: text(`${call}`) },
      })),
    ),
  ]
  for (const victim of ['plenum', 'postgres', 'both'] as const) {
    await Promise.all(importers.map((importer) => importer.more(8)))
    if (victim === 'postgres') {
      await data.killPostgres()
      continue
    }
    await Promise.all([plenum.stop('SIGKILL'), victim === 'both' ? data.killPostgres() : null])
    plenum = await start()
  }
  await Promise.all(importers.map((importer) => importer.more(8)))
  const counts = await Promise.all(importers.map((importer) => importer.stop()))
  expect(importers.reduce((sum, { retries }) => sum + retries(), 0)).toBeGreaterThan(0)

  for (const [index, GroupId] of groups.entries()) {
    expect(await groupHistory(app, GroupId)).toEqual(upTo(counts[index]! * perCall).map((number) => [number, `${number}`]))
  }
  for (const number of upTo(conversationsCount)) {
    const count = counts[conversationsCount + number - 1]!
    expect(await directHistory(app, `ben${number}`)).toEqual(upTo(count).map(String))
    expect(await app.ok('openim/get_c2c_unread_msg_num', { To_Account: `ben${number}` })).toMatchObject({ AllC2CUnreadMsgNum: count })
  }
  expect(await plenum.stop()).toMatchObject({ code: 0 })
})

function groupCall(GroupId: string, call: number, begun: number) {
  const MsgList = upTo(perCall).map((place) => {
    const Random = (call - 1) * perCall + place
    return { From_Account: 'ann', SendTime: begun + call, Random, MsgBody: text(`${Random}`) }
  })
  return { GroupId, MsgList }
}

/** One call after the other, each said again until it is acknowledged. */
function importUntilStopped(app: AppDriver, path: string, bodyOf: (call: number) => object) {
  let going = true
  let retries = 0
  let done = 0
  const { moved, reaches } = progress(() => done)
  const work = (async () => {
    for (let call = 1; going; call++) {
      const answer = await insist(app, path, bodyOf(call), () => retries++)
      expect((answer.ImportMsgResult ?? []).map(({ Result }: V4Answer) => Result)).toEqual(
        answer.ImportMsgResult ? Array(perCall).fill(0) : [],
      )
      done = call
      moved()
    }
  })()
  return {
    retries: () => retries,
    more: (count: number) => reaches(done + count),
    /** Returns how many calls were acknowledged. */
    async stop() {
      going = false
      await work
      return done
    },
  }
}

/** Number and words of each message, from the first on. */
async function groupHistory(app: AppDriver, GroupId: string) {
  const all: [number, string][] = []
  for (let ReqMsgSeq: number | undefined; ; ) {
    const { RspMsgList } = await app.ok('group_open_http_svc/group_msg_get_simple', { GroupId, ReqMsgNumber: 20, ReqMsgSeq })
    if (RspMsgList.length === 0) return all.reverse()
    all.push(...RspMsgList.map(({ MsgSeq, MsgBody }: V4Answer) => [MsgSeq, MsgBody[0].MsgContent.Text]))
    ReqMsgSeq = RspMsgList.at(-1).MsgSeq - 1
  }
}

async function directHistory(app: AppDriver, Operator_Account: string) {
  const asked = { Operator_Account, Peer_Account: 'ann', MaxCnt: 100, MinTime: 0 }
  const all: string[] = []
  for (let at: object = { MaxTime: 4_000_000_000 }; ; ) {
    const { MsgList, Complete, LastMsgTime, LastMsgKey } = await app.ok('openim/admin_getroammsg', { ...asked, ...at })
    all.unshift(...textsOf(MsgList))
    if (Complete) return all
    at = { MaxTime: LastMsgTime, LastMsgKey }
  }
}
