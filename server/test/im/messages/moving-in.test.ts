import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AppDriver, V4Answer } from '../../app-driver.ts'
import { upTo } from '../../counted.ts'
import { text } from '../../message-bodies.ts'
import { startWorld, type World } from '../../world.ts'

/** What stood in the old system: a message a day in each conversation for 60 days, at noon. */
interface Said {
  from: string
  at: number
  random: number
  words: string
}

let world: World
let app: AppDriver
const daySeconds = 24 * 60 * 60
const start = Date.parse('2022-11-10T12:30:00Z') / 1000
const daysBefore = 60
const users = upTo(120).map((number) => `user${number}`)
const talkers = users.slice(0, 4)
const newest = daysBefore

beforeAll(async () => {
  world = await startWorld({ now: new Date(start * 1000).toISOString() })
  app = await world.busyApp({ edition: 'pro' })
})
afterAll(() => world.close())

const group = (command: string, body: object) => app.ok(`group_open_http_svc/${command}`, body)
const keepFor = (days: number) => app.owner.call('retention.set', { sdkAppId: app.sdkAppId, days, acceptLoss: true })
const nowSeconds = () => world.now().getTime() / 1000
const noonOf = (day: number) => start - 1800 - (daysBefore - day) * daySeconds
const wordsOf = (said: Said[]) => said.map(({ words }) => words)
const shownFor = (said: Said[], days: number) => wordsOf(said.filter(({ at }) => at > nowSeconds() - days * daySeconds))

/** Of day `day` in conversation `name`. */
function saidIn(name: string, senders: string[]): Said[] {
  return upTo(daysBefore).map((day) => ({
    ...{ from: senders[day % senders.length]!, at: noonOf(day), random: day },
    words: `${name} ${day}`,
  }))
}

const groups = ['Work', 'Public', 'Meeting'].map((Type) => ({ Type, GroupId: `old ${Type}`, said: saidIn(Type, talkers) }))
const pairs = [1, 2, 3].map((peer) => ({ peer: users[peer]!, said: saidIn(users[peer]!, [users[0]!, users[peer]!]) }))

/** As a script of a customer does it; it may be started again. */
async function moveIn() {
  for (let at = 0; at < users.length; at += 100) {
    const { FailAccounts } = await app.ok('im_open_login_svc/multiaccount_import', { Accounts: users.slice(at, at + 100) })
    expect(FailAccounts).toEqual([])
  }
  for (const { Type, GroupId, said } of groups) {
    const CreateTime = noonOf(0)
    const made = await app.v4('group_open_http_svc/import_group', { Type, GroupId, Name: Type, Owner_Account: users[0], CreateTime })
    expect([0, 10025]).toContain(made.ErrorCode)
    for (let at = 0; at < said.length; at += 7) {
      const MsgList = said
        .slice(at, at + 7)
        .map((one) => ({ From_Account: one.from, SendTime: one.at, Random: one.random, MsgBody: text(one.words) }))
      const { ImportMsgResult } = await group('import_group_msg', { GroupId, RecentContactFlag: 1, MsgList })
      expect(ImportMsgResult).toEqual(MsgList.map(({ SendTime, Random }) => ({ MsgSeq: Random, MsgTime: SendTime, Result: 0 })))
    }
    const MemberList = users.slice(1).map((Member_Account) => ({ Member_Account, JoinTime: noonOf(1), UnreadMsgNum: 2 }))
    await group('import_group_member', { GroupId, MemberList })
  }
  for (const { peer, said } of pairs) {
    for (const { from, at, random, words } of said) {
      await app.ok('openim/importmsg', {
        // The last three were said while the customer moved.
        ...{ SyncFromOldSystem: random > newest - 3 ? 5 : 2, MsgTimeStamp: at, MsgSeq: random, MsgRandom: random, MsgBody: text(words) },
        ...{ From_Account: from, To_Account: from === peer ? users[0] : peer },
      })
    }
  }
}

/** Words by number, page by page as documented, oldest first. */
async function groupHistory(GroupId: string, between: () => Promise<unknown> = async () => {}) {
  const all: V4Answer[] = []
  for (let ReqMsgSeq: number | undefined; ; ) {
    const { RspMsgList } = await group('group_msg_get_simple', { GroupId, ReqMsgNumber: 20, ReqMsgSeq })
    if (RspMsgList.length === 0) return all.reverse()
    all.push(...RspMsgList.filter(({ IsSystemMsg }: V4Answer) => IsSystemMsg === 0))
    ReqMsgSeq = RspMsgList.at(-1).MsgSeq - 1
    await between()
  }
}

async function directHistory(Operator_Account: string, Peer_Account: string, between: () => Promise<unknown> = async () => {}) {
  const all: V4Answer[] = []
  for (let at: object = { MaxTime: 4_000_000_000 }; ; ) {
    const page = await app.ok('openim/admin_getroammsg', { Operator_Account, Peer_Account, MaxCnt: 17, MinTime: 0, ...at })
    all.unshift(...page.MsgList)
    if (page.Complete) return all
    at = { MaxTime: page.LastMsgTime, LastMsgKey: page.LastMsgKey }
    await between()
  }
}

const textsOf = (messages: V4Answer[]) => messages.map(({ MsgBody }) => MsgBody[0]?.MsgContent.Text ?? '')
const unreadOf = async (To_Account: string) => (await app.ok('openim/get_c2c_unread_msg_num', { To_Account })).AllC2CUnreadMsgNum
const storedCount = async () => (await world.sql`select 1 from messages where app_id = ${app.sdkAppId} and not system`).length

async function expectShown(days: number) {
  for (const { GroupId, said } of groups) expect(textsOf(await groupHistory(GroupId))).toEqual(shownFor(said, days))
  for (const { peer, said } of pairs) {
    for (const [mine, theirs] of [
      [users[0]!, peer],
      [peer, users[0]!],
    ] as const) {
      expect(textsOf(await directHistory(mine, theirs))).toEqual(shownFor(said, days))
    }
  }
}

/** One message everywhere, which the model learns of. */
async function sayEverywhere(words: string) {
  const random = 1000 + groups[0]!.said.length
  const one = { from: users[0]!, random, words }
  for (const { GroupId, said } of groups) {
    const { MsgTime } = await group('send_group_msg', { GroupId, From_Account: users[0], Random: random, MsgBody: text(words) })
    said.push({ ...one, at: MsgTime })
  }
  for (const { peer, said } of pairs) {
    const { MsgTime } = await app.ok('openim/sendmsg', {
      From_Account: users[0],
      To_Account: peer,
      MsgRandom: random,
      MsgBody: text(words),
    })
    said.push({ ...one, at: MsgTime })
  }
}

test('who moves in finds everything again as it was, changes it, and loses by the clock exactly what is past the storage period', async () => {
  await keepFor(90)
  await moveIn()

  // Everything is there: once, in order, with its senders and times, for both sides.
  for (const { GroupId, said } of groups) {
    const { GroupInfo } = await group('get_group_info', { GroupIdList: [GroupId] })
    expect(GroupInfo[0]).toMatchObject({ CreateTime: noonOf(0), NextMsgSeq: 61, LastMsgTime: noonOf(newest), MemberNum: 120 })
    const history = await groupHistory(GroupId)
    expect(history.map(({ From_Account, MsgTimeStamp, MsgRandom, MsgSeq }) => [From_Account, MsgTimeStamp, MsgRandom, MsgSeq])).toEqual(
      said.map(({ from, at, random }) => [from, at, random, random]),
    )
  }
  for (const { peer, said } of pairs) {
    const history = await directHistory(peer, users[0]!)
    expect(history.map(({ From_Account, MsgKey, IsPeerRead }) => [From_Account, MsgKey, IsPeerRead])).toEqual(
      said.map(({ from, at, random }) => [from, `${random}_${random}_${at}`, 0]),
    )
  }
  await expectShown(90)
  expect(await storedCount()).toBe(6 * daysBefore)

  // Unread: of direct messages the last three, by who said them; of groups what was said of each member.
  const received = (userId: string) =>
    pairs
      .flatMap(({ peer, said }) => said.filter(({ from }) => from !== userId && [users[0], peer].includes(userId)))
      .filter(({ random }) => random > newest - 3).length
  const unread = async () => Object.fromEntries(await Promise.all(talkers.map(async (user) => [user, await unreadOf(user)] as const)))
  const expected = Object.fromEntries(talkers.map((user) => [user, received(user)]))
  expect(await unread()).toEqual(expected)
  const contacts = { From_Account: users[50], TimeStamp: 0, StartIndex: 0, TopTimeStamp: 0, TopStartIndex: 0, AssistFlags: 7 }
  const groupsUnread = async () =>
    (await app.ok('recentcontact/get_list', contacts)).SessionItem.map(({ GroupId, UnreadMsgCount }: V4Answer) => [GroupId, UnreadMsgCount])
  expect(await groupsUnread()).toEqual(
    expect.arrayContaining([
      ['old Work', 2],
      ['old Public', 2],
    ]),
  )

  // The script is started again from the beginning.
  await moveIn()
  await expectShown(90)
  expect(await storedCount()).toBe(6 * daysBefore)
  expect(await unread()).toEqual(expected)
  expect(await groupsUnread()).toEqual(
    expect.arrayContaining([
      ['old Work', 2],
      ['old Public', 2],
    ]),
  )

  // Reading pages while others write sees each message once.
  let busy = 0
  for (const { GroupId, said } of groups) {
    const before = wordsOf(said)
    expect(textsOf(await groupHistory(GroupId, () => sayEverywhere(`meanwhile ${++busy}`)))).toEqual(before)
  }
  for (const { peer, said } of pairs) {
    const before = wordsOf(said)
    expect(textsOf(await directHistory(peer, users[0]!, () => sayEverywhere(`meanwhile ${++busy}`)))).toEqual(before)
  }
  await expectShown(90)

  // Some of it is taken back, and said otherwise.
  const { GroupId, said } = groups[1]!
  expect(await group('group_msg_recall', { GroupId, MsgSeqList: [{ MsgSeq: 60 }] })).toMatchObject({ RecallRetList: [{ RetCode: 0 }] })
  await group('delete_group_msg_by_sender', { GroupId, Sender_Account: talkers[3] })
  await app.ok('openim/modify_group_msg', { GroupId, MsgSeq: 58, MsgBody: text('better') })
  said[57]!.words = 'better'
  groups[1]!.said = said.filter(({ random, from }) => random !== 60 && from !== talkers[3])
  const [pair] = pairs
  const last = pair!.said.find(({ random, from }) => random > newest - 3 && from === users[0])!
  const name = { From_Account: users[0], To_Account: pair!.peer, MsgKey: `${last.random}_${last.random}_${last.at}` }
  const unreadBefore = await unreadOf(pair!.peer)
  await app.ok('openim/admin_msgwithdraw', name)
  expect(await unreadOf(pair!.peer)).toBe(unreadBefore - 1)
  last.words = ''
  await app.ok('openim/admin_set_msg_read', { Report_Account: pair!.peer, Peer_Account: users[0] })
  expect(await unreadOf(pair!.peer)).toBe(0)
  await expectShown(90)

  // Days go by: at each noon one day of old messages is gone, and not a second earlier.
  for (const day of [1, 2, 10]) {
    await world.moveTo(new Date((noonOf(day) + 90 * daySeconds - 1) * 1000))
    await expectShown(90)
    await world.moveTo(new Date((noonOf(day) + 90 * daySeconds) * 1000))
    await expectShown(90)
  }
  expect(await groupHistory('old Work')).toHaveLength(groups[0]!.said.length - 10)

  // A shorter period hides at once; within 24 hours the longer one brings everything back.
  await world.moveTo('2022-12-28T10:00:00Z')
  await sayEverywhere('of late')
  await world.moveTo('2022-12-31T12:00:00Z')
  await keepFor(7)
  await expectShown(7)
  expect(textsOf(await groupHistory('old Meeting'))).toEqual(['of late'])
  expect(await unreadOf(pair!.peer)).toBe(1)
  await world.moveTo('2023-01-01T11:59:59Z')
  await keepFor(90)
  await expectShown(90)
  await world.moveTo('2023-01-03T00:00:00Z')
  await expectShown(90)

  // After 24 hours it is gone for good, and what is said from then on is kept.
  await world.moveTo('2023-01-31T10:00:00Z')
  await sayEverywhere('of January')
  await world.moveTo('2023-02-01T00:00:00Z')
  await keepFor(7)
  await world.moveTo('2023-02-01T23:59:59Z')
  await expectShown(7)
  expect(await storedCount()).toBeGreaterThanOrEqual([...groups, ...pairs].flatMap(({ said }) => shownFor(said, 90)).length)
  await world.moveTo('2023-02-02T00:00:00Z')
  expect(await storedCount()).toBe(6)
  await world.moveTo('2023-02-27T10:00:00Z')
  await sayEverywhere('of February')
  await world.moveTo('2023-03-01T00:00:00Z')
  await keepFor(90)
  for (const conversation of [...groups, ...pairs]) conversation.said = conversation.said.slice(-1)
  await expectShown(90)
  expect(await storedCount()).toBe(6)
  expect(await group('get_group_info', { GroupIdList: ['old Work'] })).toMatchObject({ GroupInfo: [{ MemberNum: 120 }] })
  expect(await world.differencesIn(app)).toEqual([])
})
