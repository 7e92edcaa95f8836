import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDatabase } from '../../src/platform/database.ts'
import { createLoadedApp } from '../loaded-app.ts'
import { text } from '../message-bodies.ts'
import { dataFolder } from '../plenum-process.ts'
import { insist, progress } from './load.ts'

/** The cluster of these tests writes everything to disk as that of a user does. */
let data: Awaited<ReturnType<typeof dataFolder>>

beforeEach(async () => {
  data = await dataFolder()
})
afterEach(() => data.remove())

const start = () => data.start()
const groupsCount = 5
const sendersCount = 24
const directSendersCount = 6

test('through many kills of Plenum and of PostgreSQL no acknowledged message is lost or doubled, and no number is missing', async () => {
  let plenum = await start()
  const load = await startLoad(plenum.url)
  for (const victim of ['postgres', 'plenum', 'both', 'postgres', 'plenum', 'both'] as const) {
    await load.more(400)
    if (victim === 'postgres') {
      await data.killPostgres()
      await expect.poll(() => data.postmaster(), { timeout: 30_000 }).not.toBeNull()
      continue
    }
    await Promise.all([plenum.stop('SIGKILL'), victim === 'both' ? data.killPostgres() : null])
    plenum = await start()
  }
  await load.more(400)
  await load.stop()
  expect(load.retried()).toBeGreaterThan(0)
  await expectExactlyWhatWasAcknowledged(load)
  expect(await plenum.stop()).toMatchObject({ code: 0 })
})

test('a stop under load writes everything that was handed over', async () => {
  const plenum = await start()
  const load = await startLoad(plenum.url)
  await load.more(300)
  expect(await plenum.stop()).toMatchObject({ code: 0, errors: '' })
  const again = await start()
  await load.more(100)
  await load.stop()
  await expectExactlyWhatWasAcknowledged(load)
  await again.stop()
})

type Load = Awaited<ReturnType<typeof startLoad>>

/** Senders who never give up: each says one thing after the other, and says it again under the same Random until it is acknowledged. */
async function startLoad(url: string) {
  const app = await createLoadedApp(url)
  const { sdkAppId, owner: operator } = app
  await operator.call('app.setRates', { sdkAppId, rates: { default: 1_000_000, messagesPerGroup: 1_000_000 } })
  await app.importUsers(Array.from({ length: sendersCount }, (_, number) => `user${number}`))
  for (let number = 0; number < groupsCount; number++) await app.createGroup({ GroupId: `group${number}` })

  const acknowledged: { groupId: string; sender: string; random: number; sequence: number }[] = []
  /** Of messages between users: sender, receiver and MsgKey, which names a message of the two. */
  const acknowledgedDirect: string[] = []
  let retries = 0
  const retry = () => retries++
  let going = true
  const { moved, reaches } = progress(() => acknowledged.length)

  async function speak(number: number) {
    for (let random = 1; going; random++) {
      const groupId = `group${(number + random) % groupsCount}`
      const sender = `user${number}`
      const MsgBody = text('hi')
      const answer = await insist(
        app,
        'group_open_http_svc/send_group_msg',
        { GroupId: groupId, From_Account: sender, Random: random, MsgBody },
        retry,
      )
      acknowledged.push({ groupId, sender, random, sequence: answer.MsgSeq })
      moved()
    }
  }

  /** To each other in turn. */
  async function speakTo(number: number) {
    const sender = `user${number}`
    const receiver = `user${number ^ 1}`
    for (let random = 1; going; random++) {
      const MsgBody = text('hi')
      const message = { From_Account: sender, To_Account: receiver, MsgSeq: number, MsgRandom: number * 1_000_000 + random, MsgBody }
      const answer = await insist(app, 'openim/sendmsg', message, retry)
      acknowledgedDirect.push(`${sender} ${receiver} ${answer.MsgKey}`)
      moved()
    }
  }

  const work = Promise.all([
    ...Array.from({ length: sendersCount }, (_, number) => speak(number)),
    ...Array.from({ length: directSendersCount }, (_, number) => speakTo(number)),
  ])

  return {
    sdkAppId,
    acknowledged,
    acknowledgedDirect,
    retried: () => retries,
    more: (count: number) => reaches(acknowledged.length + count),
    async stop() {
      going = false
      await work
    },
  }
}

async function expectExactlyWhatWasAcknowledged({ sdkAppId, acknowledged, acknowledgedDirect }: Load) {
  const sql = openDatabase(await data.databaseUrl(), { pool: 1 })
  const rows = await sql<{ groupId: string; sender: string; random: number; sequence: number }[]>`
    select key as group_id, sender_id as sender, random, sequence from messages join conversations on conversations.id = conversation_id
    where messages.app_id = ${sdkAppId} and kind = 'group' order by group_id, sequence`
  const conversations = await sql<{ groupId: string; lastSequence: number }[]>`
    select key as group_id, last_sequence from conversations where app_id = ${sdkAppId} and kind = 'group'`
  const direct = await sql<{ key: string; senderId: string; name: string; sequence: number }[]>`
    select key, sender_id, client_sequence || '_' || random || '_' || extract(epoch from at)::bigint as name, sequence
    from messages join conversations on conversations.id = conversation_id
    where messages.app_id = ${sdkAppId} and kind = 'direct' order by key, sequence`
  await sql.end()
  const nameOf = ({ groupId, sender, random, sequence }: Load['acknowledged'][number]) => `${groupId} ${sequence}: ${sender} ${random}`
  expect(rows.map(nameOf).sort()).toEqual(acknowledged.map(nameOf).sort())
  for (const { groupId, lastSequence } of conversations) {
    const numbers = rows.filter((row) => row.groupId === groupId).map(({ sequence }) => sequence)
    expect(numbers).toEqual(Array.from({ length: lastSequence }, (_, index) => index + 1))
  }
  // A retry is recognised within its second only: one that comes later is another message. What was acknowledged is there, once.
  const directNames = direct.map(
    ({ key, senderId, name }) => `${senderId} ${key.split('\n').find((userId) => userId !== senderId)} ${name}`,
  )
  expect(new Set(directNames).size).toBe(directNames.length)
  expect(acknowledgedDirect.filter((name) => !directNames.includes(name))).toEqual([])
  for (const key of new Set(direct.map((row) => row.key))) {
    const numbers = direct.filter((row) => row.key === key).map(({ sequence }) => sequence)
    expect(numbers).toEqual(numbers.map((_, index) => index + 1))
  }
}
