import type { Input } from '@plenum/contract'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { AppDriver } from '../../app-driver.ts'
import { upTo } from '../../counted.ts'
import { text } from '../../message-bodies.ts'
import { startWorld, type World } from '../../world.ts'

type Rates = Input<'rate.setDefaults'>['rates']

let world: World
beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())
afterEach(async () => {
  const { rates } = await world.operator.call('rate.list', {})
  const set = rates.filter(({ forAll }) => forAll !== null).map(({ name }) => [name, null])
  if (set.length > 0) await setForAll(Object.fromEntries(set))
})

const setForAll = (rates: Rates) => world.operator.call('rate.setDefaults', { rates })
const setFor = ({ sdkAppId }: AppDriver, rates: Rates) => world.operator.call('app.setRates', { sdkAppId, rates })

/** Documented: one a second. */
const path = 'group_open_http_svc/get_appid_group_list'
/** Far more at once than a few a second, however slow the machine is. */
async function burst(app: AppDriver, count = 40) {
  const answers = await Promise.all(upTo(count).map(() => app.v4(path, {})))
  const codes = new Set(answers.map(({ ErrorCode }) => ErrorCode))
  expect([0, 60007]).toEqual(expect.arrayContaining([...codes]))
  return codes.has(60007) ? above : within
}
const within = 'none of them is above the rate'
const above = 'some are above the rate'

async function rateOf(name: string, app?: AppDriver) {
  const { rates } = await world.operator.call('rate.list', app ? { sdkAppId: app.sdkAppId } : {})
  return rates.find((rate) => rate.name === name)
}

test('what is set for all apps holds at the next request of each, what is set for one comes first, and null returns step by step', async () => {
  const [one, other] = [await world.app(), await world.app()]
  expect([await burst(one), await burst(other)]).toEqual([above, above])
  await setForAll({ [path]: 1000 })
  expect([await burst(one), await burst(other)]).toEqual([within, within])
  await setFor(one, { default: 2 })
  expect([await burst(one), await burst(other)]).toEqual([above, within])
  expect(await rateOf(path, one)).toEqual({ name: path, per: 'second', documented: 1, forAll: 1000, own: null, inForce: 2 })
  await setFor(one, { [path]: 900 })
  expect(await burst(one)).toEqual(within)
  expect(await rateOf(path, one)).toMatchObject({ forAll: 1000, own: 900, inForce: 900 })
  await setFor(one, { [path]: null, default: null })
  expect(await rateOf(path, one)).toMatchObject({ own: null, inForce: 1000 })
  await setForAll({ [path]: null, default: 700 })
  expect(await rateOf(path, other)).toMatchObject({ documented: 1, forAll: null, inForce: 700 })
  await setForAll({ default: null })
  expect(await rateOf(path)).toMatchObject({ documented: 1, forAll: null, own: null, inForce: 1 })
})

test('what is set for one app comes before what is set for all also where its name is the wider one', async () => {
  const [one, other] = [await world.app(), await world.app()]
  await setForAll({ 'messagesPerGroup.Work': 5, 'messagesOfPriority.Low': 3 })
  await setFor(one, { messagesPerGroup: 9 })
  expect(await rateOf('messagesPerGroup.Work', one)).toMatchObject({ documented: 40, forAll: 5, own: null, inForce: 9 })
  expect(await rateOf('messagesPerGroup.Work', other)).toMatchObject({ inForce: 5 })
  expect(await rateOf('messagesPerGroup.Public', other)).toMatchObject({ inForce: 40 })
  expect(await rateOf('messagesOfPriority.Low', one)).toMatchObject({ documented: null, inForce: 3 })
})

test('apps that are created and used while rates of all are changed have the new ones', async () => {
  await setForAll({ default: 2 })
  const owner = await world.signUp()
  const create = async () => {
    const app = await world.app({ owner })
    await burst(app, 2)
    return app
  }
  const [apps] = await Promise.all([Promise.all(upTo(8).map(create)), ...upTo(4).map((number) => setForAll({ default: 1000 + number }))])
  for (const app of apps) expect(await burst(app, 20)).toEqual(within)
})

test('messages of a type of group have a rate of their own, the others that of all groups', async () => {
  const app = await world.app({ edition: 'pro' })
  await setFor(app, { default: 1_000_000, messagesPerGroup: 1_000_000, 'messagesPerGroup.Work': 2 })
  const dropped = async (Type: string) => {
    const GroupId = await app.createGroup({ Type })
    const send = () =>
      app.ok('group_open_http_svc/send_group_msg', { GroupId, Random: Math.floor(Math.random() * 1e9), MsgBody: text('hi') })
    return (await Promise.all(upTo(40).map(send))).filter(({ MsgDropReason }) => MsgDropReason === 'MsgFreqCtrl').length
  }
  expect(await dropped('Work')).toBeGreaterThan(0)
  expect([await dropped('Public'), await dropped('AVChatRoom')]).toEqual([0, 0])
  await setFor(app, { 'messagesPerGroup.Work': null, 'messagesPerGroup.AVChatRoom': 2 })
  expect(await dropped('Work')).toBe(0)
  expect(await dropped('AVChatRoom')).toBeGreaterThan(0)
})

test('messages of a priority have a rate of their own within that of the group', async () => {
  const app = await world.app({ edition: 'pro' })
  await setFor(app, { default: 1_000_000, messagesPerGroup: 1_000_000, 'messagesOfPriority.Lowest': 2 })
  const GroupId = await app.createGroup()
  const send = (MsgPriority: string) =>
    app.ok('group_open_http_svc/send_group_msg', { GroupId, MsgPriority, Random: Math.floor(Math.random() * 1e9), MsgBody: text('hi') })
  const dropped = async (priority: string) =>
    (await Promise.all(upTo(40).map(() => send(priority)))).filter(({ MsgDropReason }) => MsgDropReason === 'MsgFreqCtrl').length
  expect(await dropped('Lowest')).toBeGreaterThan(0)
  expect([await dropped('High'), await dropped('Low')]).toEqual([0, 0])
})

test('pushes and new groups of a day have the number that is set, and it stands among the limits', async () => {
  const app = await world.app({ edition: 'ultimate' })
  const { limits } = await app.owner.call('limits.get', { sdkAppId: app.sdkAppId })
  expect(await rateOf('groupsPerDay', app)).toMatchObject({
    per: 'day',
    documented: limits.groupsPerDay.value,
    inForce: limits.groupsPerDay.value,
  })
  expect(await rateOf('groupsPerDay')).toMatchObject({ documented: null, inForce: null })
  await setForAll({ default: 1_000_000, groupsPerDay: 1 })
  await setFor(app, { groupsPerDay: 3, pushesPerDay: 2 })
  const groups = await Promise.all(upTo(5).map(() => app.v4('group_open_http_svc/create_group', { Type: 'Public', Name: 'Gardeners' })))
  expect(groups.map(({ ErrorCode }) => ErrorCode).toSorted()).toEqual([0, 0, 0, 10006, 10006])
  const pushes = await Promise.all(upTo(4).map((MsgRandom) => app.v4('all_member_push/im_push', { MsgRandom, MsgBody: text('hi') })))
  expect(pushes.map(({ ErrorCode }) => ErrorCode).toSorted()).toEqual([0, 0, 90047, 90047])
  expect((await app.owner.call('limits.get', { sdkAppId: app.sdkAppId })).limits.groupsPerDay).toMatchObject({
    ...{ value: 3, use: 3, included: limits.groupsPerDay.value, source: 'operator' },
  })
  const { notices } = await world.moveTo(world.now()).then(() => app.owner.call('notice.list', {}))
  expect(notices.map(({ kind }) => kind)).toContain('limit.groupsPerDayAt100')
})

test('changes for all apps stand in the audit of the operator, and are for nobody else', async () => {
  const owner = await world.signUp()
  expect((await owner.refused('rate.setDefaults', { rates: { default: 5 } })).code).toBe('not_allowed')
  expect((await owner.refused('rate.list', {})).code).toBe('not_allowed')
  await setForAll({ default: 500, pushesPerDay: 7 })
  const { entries } = await world.operator.call('audit.list', { limit: 1 })
  expect(entries).toMatchObject([
    {
      action: 'rate.defaultsSet',
      changes: [
        { field: 'Calls: default', before: null, after: '500 a second' },
        { field: 'Pushes to all users', before: null, after: '7 a day' },
      ],
    },
  ])
  const wrong: Rates[] = [{ nope: 3 }, { 'messagesPerGroup.Nope': 3 }, { nope: null }, { default: 5, toString: 3 }]
  for (const rates of wrong) {
    expect(await world.operator.refused('rate.setDefaults', { rates })).toMatchObject({ code: 'rate_unknown', status: 400 })
  }
  for (const value of [0, -1, 1.5, 1_000_001]) {
    expect((await world.operator.refused('rate.setDefaults', { rates: { default: value } })).code).toBe('bad_input')
  }
  expect(await rateOf('default')).toMatchObject({ forAll: 500 })
})

test('rates that do not exist are refused with the list of those that do, and nothing is set', async () => {
  const { sdkAppId } = await world.app()
  const set = (rates: Record<string, number | null>) =>
    world.operator.refused('app.setRates', { sdkAppId, rates: { default: 7, ...rates } })
  for (const name of ['nope', 'sendmsg', 'add_group_member', 'openim/sendmsg ', 'OPENIM/sendmsg', 'openim/', '', 'toString']) {
    const refused = await set({ [name]: 10 })
    expect(refused, name).toMatchObject({ code: 'rate_unknown', status: 400, details: { name } })
    expect(refused.details.known).toEqual(
      expect.arrayContaining(['default', 'messagesPerGroup', 'attributeWritesPerGroup', 'openim/sendmsg', 'ConfigSvc/GetIPList']),
    )
  }
  expect(await set({ nope: null })).toMatchObject({ code: 'rate_unknown' })
  expect(await set({ '\ud800': 10 })).toMatchObject({ code: 'bad_input', details: { field: 'rates' } })
  const rates = { default: 7, messagesPerGroup: 8, attributeWritesPerGroup: 9, 'openim/sendmsg': 10 }
  expect(await world.operator.call('app.setRates', { sdkAppId, rates })).toEqual({ rates })
})

test('rates that were set under a name of nothing can be taken away', async () => {
  const { sdkAppId } = await world.app()
  await world.sql`update apps set rates = '{"nope": 5}' where id = ${sdkAppId}`
  expect(await world.operator.call('app.setRates', { sdkAppId, rates: { nope: null } })).toEqual({ rates: {} })
})
