import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApp } from '../../../src/app.ts'
import { readConfig } from '../../../src/config.ts'
import { createMetrics } from '../../../src/platform/metrics.ts'
import { AppDriver } from '../../app-driver.ts'
import { Client } from '../../client.ts'
import { upTo } from '../../counted.ts'
import { text, textsOf } from '../../message-bodies.ts'
import { operatorKey, startWorld, type World } from '../../world.ts'
import { driveDirect, sentDuring } from './direct-driver.ts'

let world: World
let second: Awaited<ReturnType<typeof startApp>>
let app: AppDriver
/** The same app through another process on the same database. */
let there: AppDriver

beforeAll(async () => {
  world = await startWorld()
  const env = { PLENUM_PORT: '0', PLENUM_CLOCK: 'manual', PLENUM_OPERATOR_KEY: operatorKey, DATABASE_URL: 'postgres://unused' }
  second = await startApp(readConfig(env), { sql: world.sql, log: pino({ level: 'silent' }) as never, metrics: createMetrics() })
  app = await world.app({ edition: 'pro' })
  await world.unlimitedRates(app.sdkAppId)
  there = new AppDriver(app, new Client(second.url, operatorKey), world.now)
})
afterAll(async () => {
  await second.close()
  await world.close()
})

const { pair, send, sendMany, importOne, historyOf, unreadOf } = driveDirect(() => app)
const later = (seconds: number) => world.moveTo(new Date(world.now().getTime() + seconds * 1000))
const said = { MsgRandom: 5150, MsgBody: text('roses') }

describe('a message to a user, sent again without MsgSeq', () => {
  // First, since a manual clock that is moved is moved in one process only.
  test('is one among 60 that come at once through two processes, whatever else goes along with them', async () => {
    const [ann, ben] = await pair()
    const body = { From_Account: ann, To_Account: ben, ...said }
    const answers = await Promise.all(
      upTo(60).flatMap((number) => [
        (number % 2 ? app : there).v4('openim/sendmsg', body),
        send(ann, ben, { ...said, MsgBody: text(`other ${number}`) }),
      ]),
    )
    const keys = answers.map(({ MsgKey }) => MsgKey as string)
    expect(new Set(keys.filter((_, index) => index % 2 === 0)).size).toBe(1)
    expect(new Set(keys).size).toBe(61)
    expect(await historyOf(ann, ben)).toHaveLength(61)
    await later(3)
    expect((await there.v4('openim/sendmsg', body)).MsgKey).toBe(keys[0])
    expect(await historyOf(ann, ben)).toHaveLength(61)
  })

  test('is the same message for five minutes, and has the answer of the first', async () => {
    const [ann, ben] = await pair()
    const first = await send(ann, ben, said)
    const heard = await sentDuring(world, async () => {
      for (const seconds of [0, 1, 2, 60, 236]) {
        await later(seconds)
        expect(await send(ann, ben, said)).toEqual(first)
      }
    })
    expect(heard).toEqual([])
    expect(await historyOf(ben, ann)).toMatchObject([{ MsgKey: first.MsgKey, MsgId: first.MsgId, MsgTimeStamp: first.MsgTime }])
    expect(await unreadOf(ben, ann)).toBe(1)
    await later(2)
    expect((await send(ann, ben, said)).MsgKey).not.toBe(first.MsgKey)
    expect(await historyOf(ben, ann)).toHaveLength(2)
  })

  test('is another one when the sender, the receiver, MsgRandom or a letter of the body is another', async () => {
    const [ann, ben] = await pair()
    const [cy] = await pair()
    await send(ann, ben, said)
    await later(2)
    await send(ben, ann, said)
    await send(ann, cy, said)
    await send(ann, ben, { ...said, MsgRandom: 5151 })
    await send(ann, ben, { ...said, MsgBody: text('Roses') })
    await later(2)
    await send(ann, ben, said)
    await send(ann, ben, { ...said, MsgBody: text('Roses') })
    expect(textsOf(await historyOf(ann, ben))).toEqual(['roses', 'roses', 'roses', 'Roses'])
    expect(await historyOf(ann, cy)).toHaveLength(1)
  })

  test('is another one when either of the two had a MsgSeq: within a second that names it, later it does not', async () => {
    const [ann, ben] = await pair()
    await send(ann, ben, { ...said, MsgSeq: 7 })
    await later(2)
    await send(ann, ben, said)
    await later(2)
    await send(ann, ben, { ...said, MsgSeq: 7 })
    expect(await historyOf(ann, ben)).toHaveLength(3)
  })

  test('stays recalled when it was', async () => {
    const [ann, ben] = await pair()
    const { MsgKey } = await send(ann, ben, said)
    await app.ok('openim/admin_msgwithdraw', { From_Account: ann, To_Account: ben, MsgKey })
    await later(2)
    expect((await send(ann, ben, said)).MsgKey).toBe(MsgKey)
    expect(await historyOf(ann, ben)).toMatchObject([{ MsgFlagBits: 8 }])
  })

  test('to users online only is delivered as often as it is sent, and does not stand for one that is to be kept', async () => {
    const [ann, ben] = await pair()
    const heard = await sentDuring(world, () =>
      Promise.all([0, 0, undefined].map((MsgLifeTime) => send(ann, ben, { ...said, MsgLifeTime }))),
    )
    expect(heard).toHaveLength(3)
    expect(await historyOf(ann, ben)).toHaveLength(1)
  })

  test('to many reaches each of them once, also those whom the first call did not reach', async () => {
    const [ann, ben] = await pair()
    const [cy] = await pair()
    const first = await sendMany(ann, [ben], said)
    await later(2)
    expect(await sendMany(ann, [ben], said)).toMatchObject({ MsgKey: first.MsgKey, MsgTime: first.MsgTime, ErrorList: [] })
    const more = await sendMany(ann, [ben, cy], said)
    expect(await historyOf(ben, ann)).toMatchObject([{ MsgKey: first.MsgKey }])
    expect(await historyOf(cy, ann)).toMatchObject([{ MsgKey: more.MsgKey }])
  })
})

test('imported messages without MsgSeq are as many as are imported', async () => {
  const [ann, ben] = await pair()
  const at = Math.floor(world.now().getTime() / 1000) - 100
  await send(ann, ben, said)
  for (const MsgTimeStamp of [at, at, at + 1]) expect(await importOne(ann, ben, MsgTimeStamp, said)).toMatchObject({ ErrorCode: 0 })
  await later(2)
  await send(ann, ben, said)
  expect(await historyOf(ann, ben)).toHaveLength(4)
})
