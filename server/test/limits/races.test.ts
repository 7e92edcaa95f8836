import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { AppDriver, V4Answer } from '../app-driver.ts'
import { names } from '../counted.ts'
import { type Commit, logCommits } from '../start-and-end/commit-log.ts'
import { type Plan, startWorld, type World } from '../world.ts'

let world: World
let commits: Awaited<ReturnType<typeof logCommits>>
let app: AppDriver

beforeAll(async () => {
  world = await startWorld()
  commits = await logCommits(world)
})
afterAll(() => world.close())
beforeEach(() => commits.forget())

/** Every race ends with everything counted again from the rows. */
afterEach(async () => {
  const { rowsChecked, differences } = await world.operator.call('limits.recount', { sdkAppId: app.sdkAppId })
  expect(differences).toEqual([])
  expect(rowsChecked).toBeGreaterThan(0)
})

async function raceApp(plan: Plan = {}, users: string[] = []) {
  app = await world.busyApp({ ...plan, users })
  await commits.forget()
}

const add = (groupId: string, ...userIds: string[]) =>
  app.v4('group_open_http_svc/add_group_member', {
    GroupId: groupId,
    MemberList: userIds.map((userId) => ({ Member_Account: userId })),
  })
const remove = (groupId: string, ...userIds: string[]) =>
  app.v4('group_open_http_svc/delete_group_member', { GroupId: groupId, MemberToDel_Account: userIds })
const create = (body: Record<string, unknown> = {}) => app.v4('group_open_http_svc/create_group', { Type: 'Public', Name: 'Race', ...body })
const destroy = (groupId: string) => app.v4('group_open_http_svc/destroy_group', { GroupId: groupId })
const importUsers = (...userIds: string[]) => app.v4('im_open_login_svc/multiaccount_import', { Accounts: userIds })
const deleteUsers = (...userIds: string[]) =>
  app.v4('im_open_login_svc/account_delete', { DeleteItem: userIds.map((UserID) => ({ UserID })) })

/** How often each ErrorCode was answered. */
function tally(answers: V4Answer[]): Record<number, number> {
  const codes: Record<number, number> = {}
  for (const { ErrorCode } of answers) codes[ErrorCode] = (codes[ErrorCode] ?? 0) + 1
  return codes
}

const addedBy = (answer: V4Answer) => (answer.MemberList ?? []).filter(({ Result }: { Result: number }) => Result === 1).length
const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0)

async function groupIds(count: number, body: Record<string, unknown> = {}) {
  const answers = await Promise.all(names('group', count).map(() => create(body)))
  return answers.map(({ GroupId }) => GroupId as string)
}

type Calls = (() => Promise<V4Answer>)[]

/** Runs all calls, 40 at a time. */
async function runAll(calls: Calls, onAnswer: (answered: number) => void = () => {}) {
  const answers: V4Answer[] = []
  let next = 0
  async function lane() {
    while (next < calls.length) {
      answers.push(await calls[next++]!())
      onAnswer(answers.length)
    }
  }
  await Promise.all(names('lane', 40).map(lane))
  return answers
}

/** The change runs beside the first calls, from the moment when `from` of them have been answered; the others follow it. */
async function runAround(change: () => Promise<unknown>, { from, beside, after }: { from: number; beside: Calls; after: Calls }) {
  let changed: Promise<unknown> | undefined
  const answers = await runAll(beside, (answered) => {
    if (answered >= from) changed ??= change()
  })
  await changed
  return [...answers, ...(await runAll(after))]
}

const revisionOf = async () => (await app.get()).revision

/** The writes that committed before the change of plan and after it. */
async function split(kind: Commit['kind'], revision: number) {
  const all = await commits.read(kind)
  const counts = (of: Commit[]) => of.map(({ count }) => count)
  return { before: counts(all.filter((one) => one.revision < revision)), after: counts(all.filter((one) => one.revision >= revision)) }
}

describe('a group with a maximum of 20', () => {
  const users = names('u', 200)

  test('takes exactly 19 of 200 users who join its owner at once', async () => {
    await raceApp({ edition: 'pro' }, ['owner', ...users])
    const groupId = await app.createGroup({ Owner_Account: 'owner', MaxMemberCount: 20 })
    const answers = await Promise.all(users.map((user) => add(groupId, user)))
    expect(tally(answers)).toEqual({ 0: 19, 10014: 181 })
    const info = await app.ok('group_open_http_svc/get_group_info', { GroupIdList: [groupId] })
    expect(info.GroupInfo[0]).toMatchObject({ MemberNum: 20, MaxMemberNum: 20 })
    expect(info.GroupInfo[0].MemberList).toHaveLength(20)
  })

  test('is filled to the last place by calls for several users that overlap', async () => {
    await raceApp({ edition: 'pro' }, users.slice(0, 40))
    const groupId = await app.createGroup({ MaxMemberCount: 20 })
    const calls = names('call', 60).map(
      (_, index) => () => add(groupId, ...names('x', 4).map((__, step) => users[(index + step * 7) % 40]!)),
    )
    const answers = await runAll(calls)
    expect(sum(answers.map(addedBy))).toBe(20)
  })

  test('never holds more while members leave and others take their places', async () => {
    await raceApp({ edition: 'pro' }, users.slice(0, 60))
    const groupId = await app.createGroup({ MaxMemberCount: 20 })
    await runAll(users.slice(0, 60).flatMap((user) => [() => add(groupId, user), () => remove(groupId, user), () => add(groupId, user)]))
    const joins = await commits.read('join')
    expect(joins.length).toBeGreaterThan(20)
    expect(Math.max(...joins.map(({ count }) => count))).toBeLessThanOrEqual(20)
  })
})

describe('a change from Ultimate to Pro', () => {
  const toPro = () => app.modify({ edition: 'pro' })

  test('lets nobody into a group above 200 from its commit on', async () => {
    const users = names('u', 330)
    await raceApp({ edition: 'ultimate' }, users)
    const [filling, small] = [await app.createGroup(), await app.createGroup()]
    await fill(filling, users.slice(0, 130))
    const answers = await runAround(toPro, {
      from: 20,
      beside: users.slice(130).map((user) => () => add(filling, user)),
      after: users.slice(0, 210).map((user) => () => add(small, user)),
    })
    const { before, after } = await split('join', await revisionOf())
    expect(before.length).toBeGreaterThan(0)
    expect(after.length).toBeGreaterThanOrEqual(200)
    expect(Math.max(...after)).toBe(200)
    expect(tally(answers)).toEqual({ 0: before.length + after.length, 10038: 410 - before.length - after.length })
  })

  test('stops groups that are above 200 already; those in them stay', async () => {
    const users = names('u', 400)
    await raceApp({ edition: 'ultimate' }, users)
    const [large, small] = [await app.createGroup(), await app.createGroup()]
    await fill(large, users.slice(0, 230))
    await runAround(toPro, {
      from: 10,
      beside: users.slice(230, 380).flatMap((user) => [() => add(large, user), () => remove(small, user), () => add(small, user)]),
      after: users.slice(380).flatMap((user) => [() => add(large, user), () => remove(large, 'u0')]),
    })
    const { before, after } = await split('join', await revisionOf())
    expect(before.some((count) => count > 230)).toBe(true)
    expect(after.filter((count) => count > 200)).toEqual([])
    const info = await app.ok('group_open_http_svc/get_group_info', { GroupIdList: [large] })
    expect(info.GroupInfo[0]).toMatchObject({ MaxMemberNum: 2000 })
    expect(info.GroupInfo[0].MemberNum).toBeGreaterThan(229)
  })

  test('waits for a join that has begun, which commits before it', async () => {
    const users = names('u', 232)
    await raceApp({ edition: 'ultimate' }, users)
    const groupId = await app.createGroup()
    await fill(groupId, users.slice(0, 230))
    const holder = await world.sql.reserve()
    await holder`begin`
    await holder`select 1 from groups where app_id = ${app.sdkAppId} and id = ${groupId} for update`
    const join = add(groupId, 'u230')
    await untilWaiting(1)
    let isChanged = false
    const change = toPro().then(() => {
      isChanged = true
    })
    await untilWaiting(2, () => isChanged)
    await holder`commit`
    holder.release()
    expect(tally([await join])).toEqual({ 0: 1 })
    await change
    expect((await split('join', await revisionOf())).after).toEqual([])
    expect(tally([await add(groupId, 'u231')])).toEqual({ 10038: 1 })
  })

  test('lets no user into more than 500 groups from its commit on, by joining or by creating', async () => {
    await raceApp({ edition: 'ultimate' }, ['busy', 'calm'])
    await seedGroups(700)
    const ids = names('seed', 700)
    await runAll(ids.slice(0, 440).map((groupId) => () => add(groupId, 'busy')))
    await commits.forget()
    await runAround(toPro, {
      from: 10,
      beside: ids
        .slice(440, 640)
        .flatMap((groupId, index) => (index % 10 === 0 ? [() => create({ Owner_Account: 'busy' })] : [() => add(groupId, 'busy')])),
      after: ids.slice(640).flatMap((groupId) => [() => add(groupId, 'busy'), () => add(groupId, 'calm')]),
    })
    const { before, after } = await split('userJoin', await revisionOf())
    expect(before.length).toBeGreaterThan(0)
    expect(after.length).toBeGreaterThanOrEqual(60)
    expect(Math.max(...after)).toBeLessThanOrEqual(500)
    expect(tally([await create({ Owner_Account: 'busy' })])).toEqual({ 10037: 1 })
  })

  test('lets no audio-video group above 50 be created from its commit on, while others are disbanded', async () => {
    await raceApp({ edition: 'ultimate' })
    const first = await groupIds(30, { Type: 'AVChatRoom' })
    await commits.forget()
    await runAround(toPro, {
      from: 5,
      beside: [
        ...names('av', 80).map(() => () => create({ Type: 'AVChatRoom' })),
        ...first.slice(0, 10).map((groupId) => () => destroy(groupId)),
      ],
      after: names('av', 30).map(() => () => create({ Type: 'AVChatRoom' })),
    })
    const { before, after } = await split('avGroup', await revisionOf())
    expect(before.length).toBeGreaterThan(0)
    expect(Math.max(0, ...after)).toBeLessThanOrEqual(50)
    expect(tally([await create({ Type: 'AVChatRoom' })])).toEqual({ 10036: 1 })
  })
})

describe('Free', () => {
  test('takes exactly 10 audio-video groups created at once', async () => {
    await raceApp()
    expect(tally(await Promise.all(names('av', 60).map(() => create({ Type: 'AVChatRoom' }))))).toEqual({ 0: 10, 10036: 50 })
  })

  test('never has more than 100 ordinary groups while some are disbanded, and as many as fit', async () => {
    await raceApp()
    const first = await groupIds(95)
    await commits.forget()
    await runAll(names('g', 60).flatMap((_, index) => [() => create(), ...(index % 6 === 0 ? [() => destroy(first[index]!)] : [])]))
    expect(Math.max(...(await commits.read('ordinaryGroup')).map(({ count }) => count))).toBeLessThanOrEqual(100)
    const missing = 100 - (await app.get()).groupCount
    expect(tally(await Promise.all(names('more', missing + 3).map(() => create())))).toEqual({
      ...(missing > 0 && { 0: missing }),
      10058: 3,
    })
  })

  test('never has more than 100 accounts, and deletion frees places', async () => {
    await raceApp()
    await runAll(
      names('batch', 30).map((_, batch) => () => importUsers(...names('x', 10).map((__, index) => `u${(batch * 6 + index) % 140}`))),
    )
    expect((await app.get()).userCount).toBe(100)
    await runAll(names('u', 140).flatMap((user) => [() => deleteUsers(user), () => importUsers(`n${user}`)]))
    expect(Math.max(...(await commits.read('user')).map(({ count }) => count))).toBe(100)
  })

  test('lets a user into exactly 50 groups, joined and created', async () => {
    await raceApp({}, ['busy'])
    const ids = await groupIds(50)
    const answers = await runAll([
      ...ids.map((groupId) => () => add(groupId, 'busy')),
      ...names('own', 20).map(() => () => create({ Owner_Account: 'busy' })),
      ...names('av', 10).map(() => () => create({ Owner_Account: 'busy', Type: 'AVChatRoom' })),
    ])
    expect(tally(answers)).toEqual({ 0: 50, 10037: 30 })
  })

  test('holds groups and accounts to 100 until an upgrade commits, and from then on no more', async () => {
    await raceApp()
    await groupIds(80)
    await importUsers(...names('u', 80))
    await commits.forget()
    const calls = (prefix: string) => names(prefix, 40).flatMap((user) => [() => create(), () => importUsers(user)])
    await runAround(() => app.upgrade({ edition: 'pro' }), { from: 50, beside: calls('a'), after: calls('b') })
    const revision = await revisionOf()
    for (const kind of ['ordinaryGroup', 'user'] as const) {
      const { before, after } = await split(kind, revision)
      expect(Math.max(...before)).toBeLessThanOrEqual(100)
      expect(Math.max(...after)).toBeGreaterThan(100)
    }
  })
})

test('imports of users with their profiles and joins of the same users wait for each other and never in a circle', async () => {
  const users = names('u', 60)
  await raceApp({ edition: 'pro' }, users)
  const ids = await groupIds(4)
  const deadlocks = async () => {
    await world.sql`select pg_stat_force_next_flush()`
    return (await world.sql<{ deadlocks: number }[]>`select deadlocks from pg_stat_database where datname = current_database()`)[0]!
      .deadlocks
  }
  const before = await deadlocks()
  const named = [...users].reverse().map((UserID, index) => ({ UserID, Nick: `Nick ${index}` }))
  const calls = names('round', 25).flatMap((_, round) => [
    () => app.v4('im_open_login_svc/multiaccount_import', { AccountList: named }),
    () => add(ids[round % 4]!, ...users),
    () => remove(ids[round % 4]!, ...users),
  ])
  expect(tally(await runAll(calls))).toEqual({ 0: 75 })
  expect(await deadlocks()).toBe(before)
})

test('joins, removals, creations, disbandings, deletions and disabling at once leave every counter right', async () => {
  const users = names('u', 40)
  await raceApp({}, users)
  const ids = await groupIds(12)
  let turn = 0
  const pick = <T>(list: T[]) => {
    turn = (turn * 48271 + 11) % 2147483647
    return list[turn % list.length]!
  }
  const kinds: Calls = [
    () => add(pick(ids), pick(users), pick(users), pick(users)),
    () => add(pick(ids), pick(users)),
    () => remove(pick(ids), pick(users), pick(users)),
    () => create({ Owner_Account: pick(users), MemberList: [{ Member_Account: pick(users), Role: 'Admin' }] }),
    () => create({ Type: 'AVChatRoom', Owner_Account: pick(users) }),
    () => destroy(pick(ids)),
    () => deleteUsers(pick(users), pick(users)),
    () => importUsers(pick(users), pick(users)),
    () => create({ GroupId: pick(['a', 'b', 'c']) }),
    () => destroy(pick(['a', 'b', 'c'])),
  ]
  const calls = (count: number) => names('step', count).map((_, index) => () => kinds[index % kinds.length]!())
  const disableAndEnable = async () => {
    await app.disable()
    await app.enable()
  }
  const answers = await runAround(disableAndEnable, { from: 100, beside: calls(400), after: calls(200) })
  const expected = ['0', '10007', '10010', '10014', '10019', '10021', '10036', '60016']
  expect(Object.keys(tally(answers)).filter((code) => !expected.includes(code))).toEqual([])
})

/** Until so many sessions of our database wait for a lock, or there is nothing to wait for any more. */
async function untilWaiting(count: number, isOver: () => boolean = () => false) {
  for (let waiting = 0; waiting < count && !isOver(); ) {
    const [row] = await world.sql<{ waiting: number }[]>`
      select count(*) as waiting from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
    waiting = row!.waiting
  }
}

async function fill(groupId: string, users: string[]) {
  await app.ok('group_open_http_svc/add_group_member', { GroupId: groupId, MemberList: users.map((user) => ({ Member_Account: user })) })
  await commits.forget()
}

/** Groups without members, as if created by the app. */
async function seedGroups(count: number) {
  await world.sql.begin(async (sql) => {
    await sql`
      insert into groups (app_id, id, type, name, created_at, created_day, info_changed_at, member_max, apply_join_option, invite_join_option)
      select ${app.sdkAppId}, 'seed' || number, 'Public', 'Seed', ${world.now()}, '2022-11-10', ${world.now()}, 200, 'FreeAccess', 'FreeAccess'
      from generate_series(0, ${count - 1}::int) as number`
    await sql`update apps set group_count = group_count + ${count} where id = ${app.sdkAppId}`
    await sql`
      insert into app_days (app_id, day, groups_created, peak_groups, groups_at_end) values (${app.sdkAppId}, '2022-11-10', ${count}, ${count}, ${count})`
  })
}
