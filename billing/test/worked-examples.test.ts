import { describe, expect, test } from 'vitest'
import { appStory } from './app-story.ts'

describe('the worked examples of plans-and-billing.md 4.6', () => {
  test('1: Free to Pro on 10 November', () => {
    const app = appStory('2022-11-01')
    app.upgrade('2022-11-10', { edition: 'pro' })
    expect(app.bill('2022-11')).toEqual({ lines: ['base: 449.99 x 21/30 = 314.99300000'], total: '314.99' })
  })

  test('2: Free to Pro on 1 November', () => {
    const app = appStory('2022-10-20')
    app.upgrade('2022-11-01', { edition: 'pro' })
    expect(app.bill('2022-11')).toEqual({ lines: ['base: 449.99 x 30/30 = 449.99000000'], total: '449.99' })
  })

  test('3: Free to Pro on 28 February', () => {
    const app = appStory('2023-02-01')
    app.upgrade('2023-02-28', { edition: 'pro' })
    expect(app.bill('2023-02')).toEqual({ lines: ['base: 449.99 x 1/28 = 16.07107143'], total: '16.07' })
  })

  test('4: Free to Ultimate on 31 January', () => {
    const app = appStory('2023-01-01')
    app.upgrade('2023-01-31', { edition: 'ultimate' })
    expect(app.bill('2023-01')).toEqual({ lines: ['base: 899.99 x 1/31 = 29.03193548'], total: '29.03' })
  })

  test('5: Free to Ultimate on 10 November; modified to Pro with unlimited AV groups on the 20th', () => {
    const app = appStory('2022-11-01')
    app.upgrade('2022-11-10', { edition: 'ultimate' })
    app.modify('2022-11-20', { edition: 'pro', unlimitedAvGroups: true })
    expect(app.bill('2022-11')).toEqual({
      lines: ['base: 899.99 x 10/30 = 299.99666667', 'base: 449.99 x 11/30 = 164.99633333', 'avGroups: 449.99 x 11/30 = 164.99633333'],
      total: '629.99',
    })
  })

  test('6: Pro all month, unlimited AV groups, 1,000 groups per user, 2,000 members, 90 days', () => {
    const app = appStory('2022-10-01')
    app.upgrade('2022-10-05', { edition: 'pro', unlimitedAvGroups: true, groupsPerUser: 1000, membersPerGroup: 2000 })
    app.retention('2022-10-06', 90)
    expect(app.bill('2022-11')).toEqual({
      lines: [
        'base: 449.99 x 30/30 = 449.99000000',
        'avGroups: 449.99 x 30/30 = 449.99000000',
        'groupsPerUser: 449.99 x 30/30 = 449.99000000',
        'membersPerGroup: 239.99 x 30/30 = 239.99000000',
        'history: 179.99 x whole month = 179.99000000',
      ],
      total: '1769.95',
    })
  })

  test('7: Free to Pro with 2,000 members on 15 December; 30-day history bought on the 20th', () => {
    const app = appStory('2022-12-01')
    app.upgrade('2022-12-15', { edition: 'pro', membersPerGroup: 2000 })
    app.retention('2022-12-20', 30)
    expect(app.bill('2022-12')).toEqual({
      lines: [
        'base: 449.99 x 17/31 = 246.76870968',
        'membersPerGroup: 239.99 x 17/31 = 131.60741935',
        'history: 99.99 x whole month = 99.99000000',
      ],
      total: '478.37',
    })
  })

  test('8: Pro, disabled on 12 November', () => {
    const app = appStory('2022-10-01')
    app.upgrade('2022-10-05', { edition: 'pro' })
    app.disable('2022-11-12')
    expect(app.bill('2022-11')).toEqual({ lines: ['base: 449.99 x 12/30 = 179.99600000'], total: '180.00' })
  })

  test('9: Pro, disabled 5 November, enabled again 20 November', () => {
    const app = appStory('2022-10-01')
    app.upgrade('2022-10-05', { edition: 'pro' })
    app.disable('2022-11-05')
    app.enable('2022-11-20')
    expect(app.bill('2022-11')).toEqual({ lines: ['base: 449.99 x 16/30 = 239.99466667'], total: '239.99' })
  })

  test('10: Pro upgraded on 30 November; that day 10,001 users log in', () => {
    const app = appStory('2022-11-01')
    app.upgrade('2022-11-30', { edition: 'pro' })
    expect(app.bill('2022-11', [{ day: '2022-11-30', dau: 10_001, peakGroups: 0 }])).toEqual({
      lines: ['base: 449.99 x 1/30 = 14.99966667', 'dauOverage: 449.99 x whole month = 449.99000000'],
      total: '464.99',
    })
  })
})
