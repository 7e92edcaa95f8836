import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { completed } from '../../app-driver.ts'
import type { Client } from '../../client.ts'
import { startWorld, type World } from '../../world.ts'
import { join } from '../people/people-driver.ts'

let world: World
let ana: Client

/** 10 November 2022, 14:20 in Shanghai. */
beforeAll(async () => {
  world = await startWorld({ now: '2022-11-10T06:20:00Z' })
  ana = await world.signUp('Ana Reyes')
})
afterAll(() => world.close())

const pro = completed({ edition: 'pro' })
const ultimate = completed({ edition: 'ultimate' })

describe('the dialogs', () => {
  test('an upgrade costs what its preview says: by item, this month by day, the first full month', async () => {
    const app = await world.app({ owner: ana })
    const { sdkAppId } = app
    const preview = await ana.call('plan.preview', { sdkAppId, ...pro, membersPerGroup: 1000 })
    expect(preview).toMatchObject({
      operation: 'upgrade',
      allowed: true,
      price: {
        after: {
          items: [
            { kind: 'base', label: 'Pro-postpaid', price: { amount: '449.99' } },
            { kind: 'membersPerGroup', label: 'Members per group, step to 2,000', price: { amount: '239.99' } },
          ],
          eachMonth: { amount: '689.98' },
        },
        difference: { amount: '689.98' },
        thisMonth: {
          month: '2022-11',
          fromDay: '2022-11-10',
          exact: { amount: '482.98600000' },
          total: { amount: '482.99' },
          unchanged: { amount: '0.00' },
        },
        firstFullMonth: { month: '2022-12', total: { amount: '689.98' } },
      },
      sameCost: { groupsPerUser: null, membersPerGroup: 2000 },
      historyFalls: null,
    })
    const done = await ana.call('plan.upgrade', {
      sdkAppId,
      ...pro,
      membersPerGroup: 1000,
      acceptNoReturn: true,
      expectedRevision: preview.revision,
    })
    expect(done).toMatchObject({
      planName: 'Pro-postpaid',
      price: preview.price,
      configuration: preview.after,
      inForceSince: world.now().toISOString(),
    })
    expect(await app.get()).toMatchObject({
      revision: done.revision,
      planSince: '2022-11-10',
      monthlyPrice: { amount: '689.98' },
      modification: { usedOn: null },
    })
  })

  test('there is no way back to Free, and no upgrade without having understood that', async () => {
    const app = await world.app({ owner: ana })
    const { sdkAppId } = app
    expect(await ana.refused('plan.upgrade', { sdkAppId, ...pro })).toMatchObject({ code: 'return_not_accepted' })
    expect(await ana.refused('plan.modify', { sdkAppId, ...pro })).toMatchObject({ code: 'upgrade_first' })
    await app.upgrade()
    expect(await ana.refused('plan.upgrade', { sdkAppId, ...ultimate, acceptNoReturn: true })).toMatchObject({
      code: 'upgrade_only_from_free',
    })
    expect(await ana.refused('plan.modify', { sdkAppId, ...pro, edition: 'free' })).toMatchObject({ code: 'no_return_to_free' })
    expect(await ana.call('plan.preview', { sdkAppId, ...pro, edition: 'free' })).toMatchObject({
      allowed: false,
      refusal: { code: 'no_return_to_free' },
    })
  })

  test('numbers outside of the edition are refused, with the range', async () => {
    const app = await world.app({ owner: ana })
    const { sdkAppId } = app
    for (const [wanted, field] of [
      [{ groupsPerUser: 499 }, 'groupsPerUser'],
      [{ groupsPerUser: 1001 }, 'groupsPerUser'],
      [{ membersPerGroup: 199 }, 'membersPerGroup'],
      [{ membersPerGroup: 2001 }, 'membersPerGroup'],
    ] as const) {
      const refused = await ana.refused('plan.upgrade', { sdkAppId, ...pro, ...wanted, acceptNoReturn: true })
      expect(refused).toMatchObject({ code: 'out_of_range', details: { field } })
    }
    expect(await app.get()).toMatchObject({ planName: 'Free' })
  })

  test('one modification in a calendar month: refused with the day on which it returns, possible again on the 1st', async () => {
    const app = await world.app({ owner: ana, edition: 'pro' })
    const { sdkAppId } = app
    expect(await ana.refused('plan.modify', { sdkAppId, ...pro })).toMatchObject({ code: 'nothing_to_change' })
    await app.modify({ membersPerGroup: 500 })
    expect(await ana.refused('plan.modify', { sdkAppId, ...pro, membersPerGroup: 501 })).toMatchObject({
      code: 'already_modified_this_month',
      details: { usedOn: '2022-11-10', possibleOn: '2022-12-01' },
    })
    expect(await app.get()).toMatchObject({
      modification: { usedOn: '2022-11-10', possibleOn: '2022-12-01' },
      retentionChange: { usedOn: null },
    })
    await ana.call('retention.set', { sdkAppId, days: 30 })
    expect(await ana.refused('retention.set', { sdkAppId, days: 90 })).toMatchObject({ code: 'already_set_this_month' })

    expect(await ana.refused('plan.resetAllowance', { sdkAppId })).toMatchObject({ code: 'not_allowed' })
    await world.operator.call('plan.resetAllowance', { sdkAppId })
    await app.modify({ membersPerGroup: 501 })
    expect(await ana.refused('plan.modify', { sdkAppId, ...pro, membersPerGroup: 502 })).toMatchObject({
      code: 'already_modified_this_month',
    })
  })

  test('from Ultimate to Pro: what stands above a limit is named, and stays', async () => {
    const app = await world.app({ owner: ana, edition: 'ultimate' })
    const { sdkAppId } = app
    await world.unlimitedRates(sdkAppId)
    const users = Array.from({ length: 203 }, (_, index) => `user_${index}`)
    await app.importUsers(users)
    const groupId = await app.createGroup({ Owner_Account: 'user_0', Name: 'Arena Finals' })
    for (let at = 1; at < users.length; at += 100) {
      await app.ok('group_open_http_svc/add_group_member', {
        GroupId: groupId,
        MemberList: users.slice(at, at + 100).map((name) => ({ Member_Account: name })),
      })
    }
    await Promise.all(Array.from({ length: 51 }, (_, index) => app.createGroup({ Type: 'AVChatRoom', Name: `Court ${index}` })))

    const preview = await ana.call('plan.preview', { sdkAppId, ...pro })
    expect(preview).toMatchObject({
      operation: 'modify',
      impact: {
        groups: { count: 1, allowed: 200, named: [{ id: groupId, name: 'Arena Finals', value: 203 }] },
        users: { count: 0, allowed: 500, named: [] },
        avGroups: { count: 51, allowed: 50 },
      },
      historyFalls: { fromDays: 30, toDays: 7, lostAt: '2022-11-11T06:20:00.000Z' },
      price: { difference: { amount: '-450.00' }, thisMonth: { unchanged: { amount: '629.99' } } },
    })
    expect(preview.impact.avGroups.named).toHaveLength(51)
    expect(preview.lostFeatures).toContain('Community groups')
    expect(preview.items.find(({ item }) => item === 'History')).toMatchObject({ before: '30 days', after: '7 days' })

    expect(await ana.refused('plan.modify', { sdkAppId, ...pro, acceptLoss: false })).toMatchObject({
      code: 'loss_not_accepted',
      details: { days: 7 },
    })
    await app.modify({ edition: 'pro' })
    expect((await app.get()).limits).toMatchObject({
      membersPerGroup: { use: 203, value: 200, who: 'Arena Finals' },
      avGroups: { use: 51, value: 50 },
    })
    const rows: string[] = []
    let after: string | undefined
    do {
      const page: { rows: { id: string }[]; next: string | null } = await ana.call('plan.aboveLimits', {
        sdkAppId,
        ...pro,
        kind: 'avGroups',
        limit: 20,
        ...(after && { after }),
      })
      rows.push(...page.rows.map((row) => row.id))
      after = page.next ?? undefined
    } while (after)
    expect(new Set(rows).size).toBe(51)
  })

  test('above a limit, the preview says what to choose so that all fits, and the cheapest configuration at which nothing is above', async () => {
    const app = await world.app({ owner: ana, edition: 'ultimate' })
    const { sdkAppId } = app
    await world.unlimitedRates(sdkAppId)
    const users = Array.from({ length: 203 }, (_, index) => `user_${index}`)
    await app.importUsers(users)
    await app.createGroup({ Owner_Account: 'user_0', MemberList: users.slice(1, 101).map((name) => ({ Member_Account: name })) })
    const groupId = await app.createGroup({ Owner_Account: 'user_0' })
    for (let at = 1; at < users.length; at += 100) {
      const MemberList = users.slice(at, at + 100).map((name) => ({ Member_Account: name }))
      await app.ok('group_open_http_svc/add_group_member', { GroupId: groupId, MemberList })
    }
    await Promise.all(Array.from({ length: 51 }, () => app.createGroup({ Type: 'AVChatRoom' })))

    const toPro = await ana.call('plan.preview', { sdkAppId, ...pro })
    expect(toPro.waysOut).toEqual({
      membersPerGroup: { value: 2000, price: { currency: 'USD', amount: '239.99' }, fits: 1 },
      groupsPerUser: null,
      unlimitedAvGroups: { value: 51, price: { currency: 'USD', amount: '449.99' }, fits: 51 },
    })
    expect(toPro.nothingAbove).toMatchObject({ configuration: { edition: 'ultimate' }, eachMonth: { amount: '899.99' } })

    await app.createGroup({ Type: 'Community', GroupId: '@TGS#_Bakers' })
    expect((await ana.call('plan.preview', { sdkAppId, ...pro })).lostFeaturesInUse).toEqual(['Community groups'])
    const wide = { ...pro, membersPerGroup: 2000, unlimitedAvGroups: true }
    expect(await ana.call('plan.preview', { sdkAppId, ...wide })).toMatchObject({
      impact: { groups: { count: 0 }, avGroups: { count: 0 }, communities: { count: 1 } },
      nothingAbove: { configuration: { edition: 'ultimate' } },
    })
  })

  test('the preview counts the messages that a shorter history would hide', async () => {
    const other = await startWorld({ now: '2022-11-01T06:20:00Z' })
    const app = await other.app({ edition: 'ultimate' })
    await app.importUsers(['ann', 'bob'])
    const say = (text: string) =>
      app.ok('openim/sendmsg', {
        From_Account: 'ann',
        To_Account: 'bob',
        MsgRandom: text.length,
        MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: text } }],
      })
    await say('one')
    await say('three')
    await other.moveTo('2022-11-08T06:19:00Z')
    const preview = () => app.owner.call('plan.preview', { sdkAppId: app.sdkAppId, ...pro })
    expect((await preview()).historyFalls).toMatchObject({ fromDays: 30, toDays: 7, messages: 0 })
    await other.moveTo('2022-11-08T06:21:00Z')
    await say('recent')
    expect((await preview()).historyFalls).toMatchObject({ messages: 2 })
    await other.close()
  })

  test('groups made on Free keep their maximum until it is raised', async () => {
    const app = await world.app({ owner: ana })
    await app.importUsers(['ann'])
    await app.createGroup({ Owner_Account: 'ann' })
    await app.createGroup({ Owner_Account: 'ann' })
    expect(await ana.call('plan.preview', { sdkAppId: app.sdkAppId, ...pro })).toMatchObject({ groupsBelowLimit: 2 })
    expect(await app.upgrade()).toMatchObject({ groupsBelowLimit: 2 })
    expect(await ana.call('group.raiseMaximum', { sdkAppId: app.sdkAppId })).toEqual({ raised: 2, membersPerGroup: 200 })
    expect(await ana.call('plan.preview', { sdkAppId: app.sdkAppId, ...ultimate })).toMatchObject({ groupsBelowLimit: 2 })
  })
})

describe('who may', () => {
  test('only the owner changes plan and status, unless it was granted', async () => {
    const app = await world.app({ owner: ana })
    const { sdkAppId } = app
    const { client: administrator } = await join(ana, { role: 'administrator' })
    const { client: granted } = await join(ana, { role: 'developer', grants: ['plan'] })
    const upgrade = { sdkAppId, ...pro, acceptNoReturn: true }
    expect(await administrator.call('plan.preview', { sdkAppId, ...pro })).toMatchObject({ allowed: true })
    expect(await administrator.refused('plan.upgrade', upgrade)).toMatchObject({ code: 'not_allowed', status: 403 })
    expect(await granted.call('plan.upgrade', upgrade)).toMatchObject({ planName: 'Pro-postpaid' })
    expect(await granted.refused('app.disable', { sdkAppId, confirmName: app.name })).toMatchObject({ code: 'not_allowed' })
    expect(await granted.call('app.get', { sdkAppId })).toMatchObject({
      may: { plan: true, disable: false, delete: false, key: false, develop: true },
    })
  })
})

describe('history', () => {
  test('has its own counter, and its whole month is charged', async () => {
    const app = await world.app({ owner: ana, edition: 'pro' })
    const { sdkAppId } = app
    const preview = await ana.call('retention.preview', { sdkAppId, days: 90 })
    expect(preview).toMatchObject({ allowed: true, before: 7, after: 90, price: { difference: { amount: '179.99' } } })
    expect(preview.choices.map(({ days }) => days)).toEqual([7, 30, 90, 180, 360])
    expect(preview.price!.thisMonth.lines).toMatchObject([
      { kind: 'base', days: 21 },
      { kind: 'history', wholeMonth: true, amount: { amount: '179.99000000' } },
    ])
    expect(await ana.call('retention.set', { sdkAppId, days: 90, expectedRevision: preview.revision })).toMatchObject({
      price: preview.price,
    })
    expect(await app.get()).toMatchObject({
      retentionChange: { usedOn: '2022-11-10', possibleOn: '2022-12-01' },
      modification: { usedOn: null },
    })
    expect(await ana.call('retention.preview', { sdkAppId, days: 7 })).toMatchObject({
      allowed: false,
      refusal: { code: 'already_set_this_month' },
    })
  })

  test('is not offered on Free, nor a number between the steps', async () => {
    const free = await world.app({ owner: ana })
    expect(await ana.refused('retention.set', { sdkAppId: free.sdkAppId, days: 30 })).toMatchObject({ code: 'upgrade_first' })
    const paid = await world.app({ owner: ana, edition: 'pro' })
    expect(await ana.refused('retention.set', { sdkAppId: paid.sdkAppId, days: 31 })).toMatchObject({
      code: 'not_a_step',
      message: expect.stringContaining('days is one of 7, 30, 90, 180, 360 on this plan.'),
    })
  })
})

describe('two at once', () => {
  test('of parallel upgrades one wins; the others are told who was first and when', async () => {
    const app = await world.app({ owner: ana })
    const { sdkAppId } = app
    const { revision } = await ana.call('plan.preview', { sdkAppId, ...pro })
    const race = await Promise.all(
      [pro, ultimate, pro, ultimate, pro, ultimate].map((wanted) =>
        ana
          .post('plan.upgrade', { sdkAppId, ...wanted, acceptNoReturn: true, expectedRevision: revision })
          .then(async (response) => ({ status: response.status, body: await response.json() })),
      ),
    )
    expect(race.filter(({ status }) => status === 200)).toHaveLength(1)
    const lost = race.filter(({ status }) => status !== 200)
    for (const { body } of lost)
      expect(body).toMatchObject({ error: { code: 'changed_meanwhile', details: { actor: { name: 'Ana Reyes' } } } })
    expect((await ana.call('ledger.list', { sdkAppId })).entries.map(({ kind }) => kind)).toEqual(['upgraded', 'created'])
  })

  test('of five valid modifications at once one wins; the four others are told what was first, with or without a revision', async () => {
    for (const withRevision of [true, false]) {
      const app = await world.app({ owner: ana, edition: 'pro' })
      const { sdkAppId } = app
      const { revision } = await app.get()
      const wishes = [300, 400, 500, 600, 700].map((membersPerGroup) => ({ sdkAppId, ...pro, membersPerGroup }))
      const allowed = await Promise.all(wishes.map((wish) => ana.call('plan.preview', wish)))
      expect(allowed.map((preview) => preview.allowed)).toEqual([true, true, true, true, true])
      const race = await Promise.all(
        wishes.map((wish) =>
          ana
            .post('plan.modify', { ...wish, acceptLoss: true, ...(withRevision && { expectedRevision: revision }) })
            .then(async (response) => ({ status: response.status, body: await response.json() })),
        ),
      )
      const won = race.filter(({ status }) => status === 200)
      expect(won).toHaveLength(1)
      const told = withRevision
        ? { error: { code: 'changed_meanwhile', details: { actor: { name: 'Ana Reyes' } } } }
        : { error: { code: 'already_modified_this_month', details: { usedOn: '2022-11-10', possibleOn: '2022-12-01' } } }
      for (const { status, body } of race.filter((answer) => answer.status !== 200)) {
        expect(status).toBe(409)
        expect(body).toMatchObject(told)
      }
      expect((await ana.call('ledger.list', { sdkAppId })).entries.map(({ kind }) => kind)).toEqual(['modified', 'upgraded', 'created'])
      const { membersPerGroup } = (await app.get()).configuration
      expect(won[0]!.body).toMatchObject({ configuration: { membersPerGroup } })
    }
  })

  test('modifying, setting the history and disabling at once: each that says yes is in the ledger, none on an old revision', async () => {
    const app = await world.app({ owner: ana, edition: 'pro' })
    const { sdkAppId } = app
    const { revision: expectedRevision } = await app.get()
    const race = await Promise.allSettled([
      ana.call('plan.modify', { sdkAppId, ...pro, membersPerGroup: 300, expectedRevision }),
      ana.call('plan.modify', { sdkAppId, ...pro, groupsPerUser: 600, expectedRevision }),
      ana.call('retention.set', { sdkAppId, days: 30, expectedRevision }),
      ana.call('app.disable', { sdkAppId, confirmName: app.name, expectedRevision }),
    ])
    expect(race.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect((await ana.call('ledger.list', { sdkAppId })).entries).toHaveLength(3)
  })

  test('a retry with the same requestId changes once and answers the same', async () => {
    const app = await world.app({ owner: ana })
    const { sdkAppId } = app
    const input = { sdkAppId, ...pro, acceptNoReturn: true, requestId: 'upgrade-1234' }
    const [first, second] = await Promise.all([ana.call('plan.upgrade', input), ana.call('plan.upgrade', input)])
    expect(second).toEqual(first)
    expect(await ana.call('plan.upgrade', input)).toEqual(first)
    expect(await ana.refused('plan.upgrade', { ...input, ...ultimate })).toMatchObject({ code: 'request_id_reused' })
    expect((await ana.call('ledger.list', { sdkAppId })).entries).toHaveLength(2)
  })
})
