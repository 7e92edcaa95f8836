import { describe, expect, test } from 'vitest'
import { decideModify, decideResetAllowance, decideRetention, decideUpgrade, nextEntry, type WantedConfiguration } from '../src/index.ts'
import { appStory, beijing } from './app-story.ts'

const pro = { edition: 'pro' } as const
const ultimate = { edition: 'ultimate' } as const

function proApp() {
  const app = appStory('2022-10-01')
  app.upgrade('2022-10-05', pro)
  return app
}

describe('upgrade', () => {
  test('leads from Free to Pro or Ultimate with included values and history', () => {
    const app = appStory('2022-11-01')
    expect(app.upgrade('2022-11-10', ultimate).entry.configuration).toEqual({
      edition: 'ultimate',
      unlimitedAvGroups: true,
      groupsPerUser: 1000,
      membersPerGroup: 2000,
      historyDays: 30,
    })
    expect(proApp().configuration()).toEqual({
      edition: 'pro',
      unlimitedAvGroups: false,
      groupsPerUser: 500,
      membersPerGroup: 200,
      historyDays: 7,
    })
  })

  test('is possible once in the life of an app', () => {
    expect(proApp().tryUpgrade('2022-12-01', ultimate)).toMatchObject({ allowed: false, reason: 'upgrade_only_from_free' })
  })

  test('does not enlarge Free by itself', () => {
    const app = appStory('2022-11-01')
    expect(app.tryUpgrade('2022-11-10', { edition: 'free', groupsPerUser: 500 })).toMatchObject({ reason: 'nothing_to_change' })
  })

  test('makes audio-video groups unlimited on Ultimate whatever is asked', () => {
    const app = appStory('2022-11-01')
    expect(app.upgrade('2022-11-10', { ...ultimate, unlimitedAvGroups: false }).entry.configuration.unlimitedAvGroups).toBe(true)
  })

  test.each([
    ['pro', 'groupsPerUser', 499, 500, 1000],
    ['pro', 'groupsPerUser', 1001, 500, 1000],
    ['pro', 'membersPerGroup', 2001, 200, 2000],
    ['pro', 'membersPerGroup', 200.5, 200, 2000],
    ['pro', 'membersPerGroup', Number.NaN, 200, 2000],
    ['ultimate', 'groupsPerUser', 3001, 1000, 3000],
    ['ultimate', 'membersPerGroup', 1999, 2000, 6000],
  ] as const)('%s refuses %s of %d', (edition, field, value, min, max) => {
    const app = appStory('2022-11-01')
    expect(app.tryUpgrade('2022-11-10', { edition, [field]: value })).toEqual({
      allowed: false,
      reason: 'out_of_range',
      details: { field, min, max, steps: [max] },
    })
    expect(app.tryUpgrade('2022-11-10', { edition, [field]: min }).allowed).toBe(true)
    expect(app.tryUpgrade('2022-11-10', { edition, [field]: max }).allowed).toBe(true)
  })

  test('any number between two steps costs the same as the step', () => {
    const price = (groupsPerUser: number) => {
      const decision = appStory('2022-11-01').tryUpgrade('2022-11-10', { ...pro, groupsPerUser })
      return decision.allowed && decision.change.price.monthCentsAfter
    }
    expect(price(500)).toBe(44999)
    expect(price(501)).toBe(89998)
    expect(price(1000)).toBe(89998)
  })

  test('shows list prices, the share of the month and the first full month', () => {
    const { price } = appStory('2022-11-01').upgrade('2022-11-10', pro)
    expect(price).toMatchObject({
      monthCentsBefore: 0,
      monthCentsAfter: 44999,
      thisMonth: { month: '2022-11', daysInMonth: 30, fromDay: '2022-11-10', exact: '314.99300000', cents: 31499, unchangedCents: 0 },
      firstFullMonth: { month: '2022-12', cents: 44999 },
    })
  })
})

describe('modify', () => {
  test('is refused on Free, and never leads to Free', () => {
    expect(appStory('2022-11-01').tryModify('2022-11-10', pro)).toMatchObject({ reason: 'upgrade_first' })
    expect(proApp().tryModify('2022-11-10', { edition: 'free' })).toMatchObject({ reason: 'no_return_to_free' })
  })

  test('is possible once a calendar month, and the refusal names the day of the next', () => {
    const app = proApp()
    app.modify('2022-12-20', { unlimitedAvGroups: true })
    expect(app.tryModify('2022-12-31 23:59:59', ultimate)).toEqual({
      allowed: false,
      reason: 'already_modified_this_month',
      details: { usedOn: '2022-12-20', possibleOn: '2023-01-01' },
    })
    expect(app.tryModify('2023-01-01 00:00:00', ultimate).allowed).toBe(true)
  })

  test('is possible on the 31st and again on the 1st', () => {
    const app = proApp()
    app.modify('2022-10-31', { unlimitedAvGroups: true })
    expect(app.tryModify('2022-11-01', { unlimitedAvGroups: false }).allowed).toBe(true)
  })

  test('is not used up by the upgrade, retention, disabling or enabling', () => {
    const app = appStory('2022-11-01')
    app.upgrade('2022-11-02', pro)
    app.retention('2022-11-03', 30)
    app.disable('2022-11-04')
    app.enable('2022-11-05')
    expect(app.tryModify('2022-11-06', ultimate).allowed).toBe(true)
  })

  test('refuses a submission that changes nothing, and keeps the allowance', () => {
    const app = proApp()
    expect(app.tryModify('2022-11-10', {})).toMatchObject({ reason: 'nothing_to_change' })
    expect(app.tryModify('2022-11-10', ultimate).allowed).toBe(true)
  })

  test('is given back by the operator, once there is something to give back', () => {
    const app = proApp()
    expect(decideResetAllowance(app.facts(), app.when('2022-11-10'))).toMatchObject({ reason: 'nothing_to_change' })
    app.modify('2022-11-10', ultimate)
    expect(decideResetAllowance(app.facts(), app.when('2022-11-11')).allowed).toBe(true)
    app.happens('allowanceReset', '2022-11-11')
    app.modify('2022-11-12', pro)
    expect(app.tryModify('2022-11-13', ultimate)).toMatchObject({ details: { usedOn: '2022-11-12' } })
  })

  test('changes no price of the past when the clock is set back: order is that of sequences', () => {
    const app = proApp()
    app.modify('2022-11-10', ultimate)
    app.disable('2022-11-08')
    expect(app.ledger.map((entry) => entry.day)).toEqual(['2022-10-01', '2022-10-05', '2022-11-10', '2022-11-10'])
    expect(app.bill('2022-11').lines).toEqual(['base: 449.99 x 9/30 = 134.99700000', 'base: 899.99 x 1/30 = 29.99966667'])
  })

  test('takes the next day when its day is closed, and that day decides the month', () => {
    const app = proApp()
    app.modify('2022-11-10', ultimate)
    const when = { ...app.when('2022-11-30 23:59:59'), closedThrough: '2022-11-30' }
    const wanted: WantedConfiguration = { edition: 'pro', unlimitedAvGroups: false, groupsPerUser: 500, membersPerGroup: 200 }
    expect(decideModify(app.facts(), wanted, when)).toMatchObject({ allowed: true, change: { entry: { day: '2022-12-01' } } })
    expect(nextEntry('disabled', app.ledger, { ...when, closedThrough: '2022-11-29' }).day).toBe('2022-11-30')
  })
})

describe('a change of edition', () => {
  const paidPro = { unlimitedAvGroups: true, groupsPerUser: 1000, membersPerGroup: 2000 }

  test.each([
    [7, 30],
    [30, 30],
    [90, 90],
    [180, 180],
    [360, 360],
  ])('Pro to Ultimate turns %d days of history into %d', (before, after) => {
    const app = proApp()
    if (before !== 7) app.retention('2022-10-06', before)
    expect(app.modify('2022-11-10', ultimate).entry.configuration.historyDays).toBe(after)
  })

  test.each([
    [30, 7],
    [90, 90],
    [180, 180],
    [360, 360],
  ])('Ultimate to Pro turns %d days of history into %d', (before, after) => {
    const app = appStory('2022-10-01')
    app.upgrade('2022-10-05', ultimate)
    if (before !== 30) app.retention('2022-10-06', before)
    expect(app.modify('2022-11-10', pro).entry.configuration.historyDays).toBe(after)
  })

  test('Pro to Ultimate ends the paid lines that Ultimate includes', () => {
    const app = appStory('2022-10-01')
    app.upgrade('2022-10-05', { ...pro, ...paidPro })
    const change = app.modify('2022-11-10', ultimate)
    expect(change.price.itemsAfter.map((item) => item.priceCents)).toEqual([89999, 0, 0, 0, 0])
    expect(change.carriedOver.map(({ item, before, after, outcome }) => [item, before, after, outcome])).toEqual([
      ['avGroups', null, null, 'included'],
      ['groupsPerUser', 1000, 1000, 'included'],
      ['membersPerGroup', 2000, 2000, 'included'],
      ['historyDays', 7, 30, 'included'],
    ])
    expect(change.lostFeatures).toEqual([])
    expect(change.gainedFeatures).toContain('communities')
  })

  test('Ultimate to Pro lowers what is not chosen and names the features lost', () => {
    const app = appStory('2022-10-01')
    app.upgrade('2022-10-05', { ...ultimate, groupsPerUser: 3000, membersPerGroup: 6000 })
    const change = app.modify('2022-11-10', { ...pro, groupsPerUser: 1000 })
    expect(change.carriedOver.map(({ item, before, after, outcome }) => [item, before, after, outcome])).toEqual([
      ['avGroups', null, 50, 'lowered'],
      ['groupsPerUser', 3000, 1000, 'lowered'],
      ['membersPerGroup', 6000, 200, 'lowered'],
      ['historyDays', 30, 7, 'lowered'],
    ])
    expect(change.lostFeatures).toEqual(expect.arrayContaining(['communities', 'pushToAllUsers', 'groupReadReceipts', 'userStatus']))
    expect(change.lostFeatures).not.toContain('longerHistory')
  })

  test('does not use up the change of retention', () => {
    const app = proApp()
    app.modify('2022-11-10', ultimate)
    expect(app.tryRetention('2022-11-10', 90).allowed).toBe(true)
  })
})

describe('retention', () => {
  test('is the included period or a step of the plan', () => {
    const app = proApp()
    expect(app.tryRetention('2022-11-10', 31)).toEqual({
      allowed: false,
      reason: 'not_a_step',
      details: { field: 'days', steps: [7, 30, 90, 180, 360] },
    })
    for (const days of [30, 90, 180, 360]) expect(app.tryRetention('2022-11-10', days).allowed).toBe(true)
    expect(app.tryRetention('2022-11-10', 7)).toMatchObject({ reason: 'nothing_to_change' })
  })

  test('cannot be extended on Free, nor shortened below 30 days on Ultimate', () => {
    expect(appStory('2022-11-01').tryRetention('2022-11-10', 30)).toMatchObject({ reason: 'upgrade_first' })
    const app = appStory('2022-11-01')
    app.upgrade('2022-11-10', ultimate)
    expect(app.tryRetention('2022-11-10', 7)).toMatchObject({ reason: 'not_a_step' })
  })

  test('changes once a calendar month, apart from modifications', () => {
    const app = proApp()
    app.modify('2022-11-02', { unlimitedAvGroups: true })
    app.retention('2022-11-03', 90)
    expect(app.tryRetention('2022-11-30', 7)).toMatchObject({
      reason: 'already_set_this_month',
      details: { usedOn: '2022-11-03', possibleOn: '2022-12-01' },
    })
    expect(app.tryRetention('2022-12-01', 7).allowed).toBe(true)
  })

  test('shows on the last day that the whole month is charged', () => {
    const { price } = proApp().retention('2022-10-31', 30)
    expect(price.thisMonth.cents - price.thisMonth.unchangedCents).toBe(9999)
    expect(price.firstFullMonth.cents).toBe(44999 + 9999)
  })
})

describe('status', () => {
  test('a plan is not changed while the app is disabled, suspended, deleted or the account overdue', () => {
    const cases = [
      { reason: 'app_disabled', arrange: (app: ReturnType<typeof proApp>) => app.disable('2022-11-02') },
      { reason: 'app_suspended', arrange: (app: ReturnType<typeof proApp>) => app.happens('suspended', '2022-11-02') },
      { reason: 'account_overdue', arrange: (app: ReturnType<typeof proApp>) => Object.assign(app.overdue, { account: true }) },
      { reason: 'app_deleted', arrange: (app: ReturnType<typeof proApp>) => [app.disable('2022-11-02'), app.delete('2022-11-02')] },
    ]
    for (const { reason, arrange } of cases) {
      const app = proApp()
      expect(app.tryModify('2022-11-01', ultimate).allowed).toBe(true)
      expect(app.tryRetention('2022-11-01', 30).allowed).toBe(true)
      arrange(app)
      expect(app.tryModify('2022-11-03', ultimate)).toMatchObject({ reason })
      expect(app.tryRetention('2022-11-03', 30)).toMatchObject({ reason })
      expect(app.tryUpgrade('2022-11-03', ultimate)).toMatchObject({ reason })
    }
  })

  test('any plan can be disabled, an app in service only', () => {
    const app = appStory('2022-11-01')
    expect(app.disable('2022-11-02').status).toBe('disabled')
    expect(app.tryDisable('2022-11-03')).toMatchObject({ reason: 'app_not_enabled', details: { status: 'disabled' } })
    const suspended = proApp()
    suspended.happens('suspended', '2022-11-02')
    expect(suspended.tryDisable('2022-11-03')).toMatchObject({ reason: 'app_suspended' })
  })

  test('a disabled app is recoverable to the second: 15 November 09:30:00 until 13 February 09:29:59', () => {
    const app = proApp()
    expect(app.disable('2022-11-15 09:30:00').dataLostAt).toEqual(beijing('2023-02-13 09:30:00'))
    expect(app.tryEnable('2023-02-13 09:29:59').allowed).toBe(true)
    expect(app.tryEnable('2023-02-13 09:30:00')).toEqual({
      allowed: false,
      reason: 'recovery_over',
      details: { dataLostAt: '2023-02-13T01:30:00.000Z' },
    })
  })

  test('a suspended app is kept through the 90th day, the day of suspension included', () => {
    const app = proApp()
    app.disable('2022-12-03 09:59:59')
    app.happens('suspended', '2022-12-03 10:00:00')
    expect(app.tryEnable('2023-03-02 23:59:59').allowed).toBe(true)
    expect(app.tryEnable('2023-03-03 00:00:00')).toMatchObject({ reason: 'recovery_over' })
  })

  test('enabling restores plan and configuration as they were', () => {
    const app = proApp()
    app.modify('2022-11-02', { unlimitedAvGroups: true, groupsPerUser: 777 })
    const before = app.configuration()
    app.disable('2022-11-03')
    expect(app.enable('2022-12-03')).toMatchObject({ status: 'enabled', dataLostAt: null, entry: { configuration: before } })
  })

  test('enabling a suspended app ends its being disabled, not its suspension', () => {
    const app = proApp()
    app.disable('2022-11-03')
    app.happens('suspended', '2022-11-04')
    expect(app.enable('2022-11-05').status).toBe('suspended')
    expect(app.tryEnable('2022-11-05')).toMatchObject({ reason: 'app_not_disabled' })
  })

  test('only a disabled app is deleted, and only once', () => {
    const app = proApp()
    expect(app.tryDelete('2022-11-03')).toMatchObject({ reason: 'app_not_disabled', details: { status: 'enabled' } })
    app.disable('2022-11-03')
    expect(app.delete('2022-11-03').status).toBe('deleted')
    expect(app.tryDelete('2022-11-04')).toMatchObject({ reason: 'app_deleted' })
    expect(app.tryEnable('2022-11-04')).toMatchObject({ reason: 'app_deleted' })
    expect(app.tryDisable('2022-11-04')).toMatchObject({ reason: 'app_deleted' })
  })
})

test('previews and executions are one function: asking twice answers the same', () => {
  const app = proApp()
  const when = app.when('2022-11-10')
  const { historyDays: _, ...wanted } = { ...app.configuration(), groupsPerUser: 600 }
  expect(decideModify(app.facts(), wanted, when)).toEqual(decideModify(app.facts(), wanted, when))
  expect(decideRetention(app.facts(), 90, when)).toEqual(decideRetention(app.facts(), 90, when))
  expect(decideUpgrade(app.facts(), wanted, when)).toEqual(decideUpgrade(app.facts(), wanted, when))
})
