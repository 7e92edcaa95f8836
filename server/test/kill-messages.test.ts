import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDatabase } from '../src/platform/database.ts'
import { createLoadedApp } from './loaded-app.ts'
import { dataFolder, freePort, startPlenum } from './plenum-process.ts'

/** The cluster of these tests writes everything to disk as that of a user does. */
let data: Awaited<ReturnType<typeof dataFolder>>
let port: string

beforeEach(async () => {
  data = await dataFolder()
  port = String(await freePort())
})
afterEach(() => data.remove())

const start = () => startPlenum({ PLENUM_DATA: data.folder, PLENUM_PORT: port })
const groupsCount = 5
const sendersCount = 24

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
  let retries = 0
  let going = true
  let wake = () => {}

  async function speak(number: number) {
    for (let random = 1; going; random++) {
      const groupId = `group${(number + random) % groupsCount}`
      const sender = `user${number}`
      const body = {
        GroupId: groupId,
        From_Account: sender,
        Random: random,
        MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'hi' } }],
      }
      for (;;) {
        const answer = await app.v4('group_open_http_svc/send_group_msg', body).catch(() => null)
        if (answer?.ErrorCode === 0) {
          acknowledged.push({ groupId, sender, random, sequence: answer.MsgSeq })
          break
        }
        retries++
      }
      wake()
    }
  }
  const work = Promise.all(Array.from({ length: sendersCount }, (_, number) => speak(number)))

  return {
    sdkAppId,
    acknowledged,
    retried: () => retries,
    async more(count: number) {
      const target = acknowledged.length + count
      while (acknowledged.length < target) await new Promise<void>((resolve) => (wake = resolve))
    },
    async stop() {
      going = false
      await work
    },
  }
}

async function expectExactlyWhatWasAcknowledged({ sdkAppId, acknowledged }: Load) {
  const sql = openDatabase(await data.databaseUrl(), { pool: 1 })
  const rows = await sql<{ groupId: string; sender: string; random: number; sequence: number }[]>`
    select key as group_id, sender_id as sender, random, sequence from messages join conversations on conversations.id = conversation_id
    where messages.app_id = ${sdkAppId} order by group_id, sequence`
  const conversations = await sql<{ groupId: string; lastSequence: number }[]>`
    select key as group_id, last_sequence from conversations where app_id = ${sdkAppId}`
  await sql.end()
  const nameOf = ({ groupId, sender, random, sequence }: Load['acknowledged'][number]) => `${groupId} ${sequence}: ${sender} ${random}`
  expect(rows.map(nameOf).sort()).toEqual(acknowledged.map(nameOf).sort())
  for (const { groupId, lastSequence } of conversations) {
    const numbers = rows.filter((row) => row.groupId === groupId).map(({ sequence }) => sequence)
    expect(numbers).toEqual(Array.from({ length: lastSequence }, (_, index) => index + 1))
  }
}
