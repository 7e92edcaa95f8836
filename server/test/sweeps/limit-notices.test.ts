import { bookOf, builtInPriceBooks } from '@plenum/billing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { takeReached } from '../../src/control/apps/limits-reached.ts'
import type { AppDriver } from '../app-driver.ts'
import { names } from '../counted.ts'
import { startWorld, type World } from '../world.ts'

let world: World

beforeAll(async () => {
  world = await startWorld()
})
afterAll(() => world.close())

const book = bookOf(builtInPriceBooks, '2022-11-10')
/** A round of the sweeps: the clock stands still. */
const round = () => world.moveTo(world.now())

async function told({ owner, sdkAppId }: AppDriver) {
  const { notices } = await owner.call('notice.list', { limit: 200 })
  return notices.filter((notice) => notice.sdkAppId === sdkAppId && notice.kind.startsWith('limit.'))
}
const kinds = async (app: AppDriver) => (await told(app)).map(({ kind }) => kind).sort()

/** As logins and groups would have left it. */
async function used(app: AppDriver, day: string, { dau = 0, peakGroups = 0 }: { dau?: number; peakGroups?: number }) {
  await world.sql`
    insert into app_days (app_id, day, dau, peak_groups) values (${app.sdkAppId}, ${day}, ${dau}, ${peakGroups})
    on conflict (app_id, day) do update set dau = excluded.dau, peak_groups = excluded.peak_groups`
}

describe('limits that fill', () => {
  test('users of Free are told of at 80, 90 and 100, once each, and who passes two marks at once hears of the higher one', async () => {
    const app = await world.app({ name: 'Small Harbor' })
    // With the administrator.
    await app.importUsers(names('user', 78))
    await round()
    expect(await kinds(app)).toEqual([])
    await app.importUsers(['one_more'])
    await round()
    await round()
    expect(await told(app)).toMatchObject([
      {
        kind: 'limit.usersAt80',
        title: 'Small Harbor: 80 % of 100 users',
        text: `Small Harbor (SDKAppID ${app.sdkAppId}) had 80 users on 10 Nov 2022. Beyond that further ones are refused with 70398; what is there stays and works. An upgrade lifts this limit.`,
      },
    ])
    await app.importUsers(names('later', 20))
    await round()
    expect(await kinds(app)).toEqual(['limit.usersAt100', 'limit.usersAt80'])
    // Below and above again: nothing new.
    await app.ok('im_open_login_svc/account_delete', { DeleteItem: names('later', 15).map((UserID) => ({ UserID })) })
    await round()
    await app.importUsers(names('later', 20))
    await round()
    expect(await kinds(app)).toEqual(['limit.usersAt100', 'limit.usersAt80'])
  })

  test('audio-video groups and ordinary groups count each against their own limit, and the code is that of the refusal', async () => {
    const app = await world.busyApp({ users: ['ann'], name: 'Two kinds' })
    for (let count = 0; count < 9; count++) await app.createGroup({ Type: 'AVChatRoom', Owner_Account: 'ann' })
    await app.createGroup()
    await round()
    expect(await told(app)).toMatchObject([{ kind: 'limit.avGroupsAt90', text: expect.stringContaining('refused with 10036') }])
    await app.createGroup({ Type: 'AVChatRoom', Owner_Account: 'ann' })
    await round()
    expect(await told(app)).toMatchObject([
      { kind: 'limit.avGroupsAt100', text: expect.stringMatching(/had 10 audio-video groups.* From now on further ones are refused/) },
      { kind: 'limit.avGroupsAt90' },
    ])
  })

  test('of a quota that is billed the notice says that one day costs the whole step', async () => {
    const app = await world.app({ edition: 'pro', name: 'Lumen Live' })
    await used(app, '2022-11-10', { dau: 8_000, peakGroups: 100_000 })
    await round()
    expect((await told(app)).toSorted((a, b) => a.kind.localeCompare(b.kind))).toMatchObject([
      {
        kind: 'limit.dailyUsersAt80',
        title: 'Lumen Live: 80 % of 10,000 users on one day',
        text: `Lumen Live (SDKAppID ${app.sdkAppId}) had 8,000 users on one day on 10 Nov 2022. Above 10,000 users on one day, the whole step of $449.99 is charged for the month, however few days it is.`,
      },
      { kind: 'limit.peakGroupsAt100', title: 'Lumen Live: 100 % of 100,000 groups at once' },
    ])
    await used(app, '2022-11-10', { dau: 10_001 })
    await round()
    expect((await told(app))[0]).toMatchObject({
      kind: 'limit.dailyUsersAt100',
      text: expect.stringContaining('So it is; each further 10,000 begun costs another $449.99.'),
    })
  })

  test('a month begins anew, and an app that is at rest is told nothing', async () => {
    const own = await startWorld({ now: '2022-11-30T15:00:00Z' })
    const [pro, resting] = [await own.app({ edition: 'pro' }), await own.app({ edition: 'pro' })]
    const use = (app: AppDriver, day: string, dau: number) =>
      own.sql`insert into app_days (app_id, day, dau) values (${app.sdkAppId}, ${day}, ${dau}) on conflict (app_id, day) do update set dau = excluded.dau`
    await resting.disable()
    for (const app of [pro, resting]) await use(app, '2022-11-30', 9_000)
    // The last seconds of a day come after its last round.
    await own.moveTo('2022-11-30T16:05:00Z')
    await use(pro, '2022-12-01', 9_500)
    await own.moveTo('2022-12-03T00:00:00Z')
    const { notices } = await pro.owner.call('notice.list', {})
    expect(notices.map(({ kind, text }) => [kind, text.match(/on (\d+ \w+ \d+)\./)?.[1]])).toEqual([
      ['limit.dailyUsersAt90', '1 Dec 2022'],
      ['limit.dailyUsersAt90', '30 Nov 2022'],
    ])
    expect((await resting.owner.call('notice.list', {})).notices.filter(({ kind }) => kind.startsWith('limit.'))).toEqual([])
    await own.close()
  })

  test('after a change of plan the new limit counts', async () => {
    const app = await world.app({ edition: 'ultimate', name: 'Falls to Pro' })
    await world.sql`update apps set group_count = 45, av_group_count = 45 where id = ${app.sdkAppId}`
    await used(app, '2022-11-10', { peakGroups: 45 })
    await round()
    expect(await kinds(app)).toEqual([])
    await app.modify({ edition: 'pro' })
    await round()
    expect(await told(app)).toMatchObject([{ kind: 'limit.avGroupsAt90', title: 'Falls to Pro: 90 % of 50 audio-video groups' }])
  })
})

test('of processes that look at once each mark is taken by one, for thousands of apps in portions of one statement', async () => {
  const { accountId } = await (await world.app()).get()
  await world.sql`
    with made as (
      insert into apps (account_id, name, created_at, created_day) select ${accountId}, 'App ' || n, ${world.now()}, '2022-11-10' from generate_series(1, 3000) as n
      returning id
    ), ledger as (
      insert into ledger_entries (app_id, sequence, kind, at, day, actor, edition, unlimited_av_groups, groups_per_user, members_per_group, history_days, book_id)
      select id, 1, 'upgraded', ${world.now()}, '2022-11-10', '{}', 'pro', false, 500, 200, 7, ${book.id} from made
    )
    insert into app_days (app_id, day, dau) select id, '2022-11-10', 9999 from made`
  const days = { today: { day: '2022-11-10', book }, dayBefore: { day: '2022-11-09', book } }
  const takeAll = async () => {
    const mine: number[] = []
    for (;;) {
      const reached = await takeReached(world.sql, days, 500)
      if (reached.length === 0) return mine
      mine.push(...reached.map(({ sdkAppId }) => sdkAppId))
    }
  }
  const all = await Promise.all(Array.from({ length: 4 }, takeAll))
  // Whoever lost a whole portion to others takes the rest in the next round.
  const taken = [...all.flat(), ...(await takeAll())]
  expect(new Set(taken).size).toBe(taken.length)
  const [left] = await world.sql<{ count: number }[]>`
    select count(*) from app_days join apps on id = app_id and account_id = ${accountId}
    where dau = 9999 and not exists (select from limit_notices where limit_notices.app_id = id and percent = 90)`
  expect(left!.count).toBe(0)
})
