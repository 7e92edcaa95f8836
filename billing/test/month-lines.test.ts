import { describe, expect, test } from 'vitest'
import { builtInPriceBookFiles, estimateMonth, monthLines, parsePriceBooks, sumExact, type UsageDay } from '../src/index.ts'
import { appStory, bill } from './app-story.ts'

const pro = { edition: 'pro' } as const
const ultimate = { edition: 'ultimate' } as const
const groups = (day: string, peakGroups: number): UsageDay => ({ day, dau: 0, peakGroups })
const logins = (day: string, dau: number): UsageDay => ({ day, dau, peakGroups: 0 })

describe('days', () => {
  test('an upgrade in the last second of the month costs one day, a second later a whole month', () => {
    const last = appStory('2022-11-01')
    last.upgrade('2022-11-30 23:59:59', pro)
    expect(last.bill('2022-11').lines).toEqual(['base: 449.99 x 1/30 = 14.99966667'])

    const first = appStory('2022-11-01')
    first.upgrade('2022-12-01 00:00:00', pro)
    expect(first.bill('2022-11').lines).toEqual([])
    expect(first.bill('2022-12').total).toBe('449.99')
  })

  test('a day with an upgrade and a modification is billed at the modified configuration only', () => {
    const app = appStory('2022-11-01')
    app.upgrade('2022-11-10 09:00:00', ultimate)
    app.modify('2022-11-10 17:00:00', pro)
    expect(app.bill('2022-11').lines).toEqual(['base: 449.99 x 21/30 = 314.99300000'])
  })

  test('an app disabled on the day of its upgrade costs one day', () => {
    const app = appStory('2022-11-01')
    app.upgrade('2022-11-10 09:00:00', pro)
    app.disable('2022-11-10 09:00:01')
    expect(app.bill('2022-11').lines).toEqual(['base: 449.99 x 1/30 = 14.99966667'])
  })

  test('a day with service counts once, however often the app is disabled and enabled on it', () => {
    const app = appStory('2022-10-01')
    app.upgrade('2022-10-05', pro)
    app.disable('2022-11-03 10:00:00')
    app.enable('2022-11-03 11:00:00')
    app.disable('2022-11-03 12:00:00')
    app.enable('2022-11-09 12:00:00')
    app.disable('2022-11-09 12:00:01')
    expect(app.bill('2022-11').lines).toEqual(['base: 449.99 x 4/30 = 59.99866667'])
  })

  test('a day is billed at the configuration at the moment of disabling', () => {
    const app = appStory('2022-10-01')
    app.upgrade('2022-10-05', pro)
    app.modify('2022-11-03 10:00:00', ultimate)
    app.disable('2022-11-03 11:00:00')
    expect(app.bill('2022-11').lines).toEqual(['base: 449.99 x 2/30 = 29.99933333', 'base: 899.99 x 1/30 = 29.99966667'])
  })

  test('suspended days cost nothing, and paying does not enable an app that is disabled', () => {
    const app = appStory('2022-10-01')
    app.upgrade('2022-10-05', pro)
    app.happens('suspended', '2022-11-04')
    app.happens('restored', '2022-11-10')
    app.disable('2022-11-20')
    app.happens('suspended', '2022-11-21')
    app.happens('restored', '2022-11-22')
    expect(app.bill('2022-11').lines).toEqual(['base: 449.99 x 15/30 = 224.99500000'])
  })

  test('each stretch of a value-added service has its own line and price', () => {
    const app = appStory('2022-10-01')
    app.upgrade('2022-10-05', { ...pro, unlimitedAvGroups: true })
    app.modify('2022-11-11', { unlimitedAvGroups: false, membersPerGroup: 201 })
    expect(app.bill('2022-11').lines).toEqual([
      'base: 449.99 x 30/30 = 449.99000000',
      'avGroups: 449.99 x 10/30 = 149.99666667',
      'membersPerGroup: 239.99 x 20/30 = 159.99333333',
    ])
  })

  test('a free app costs nothing', () => {
    const app = appStory('2022-10-01')
    expect(app.month('2022-11', [{ day: '2022-11-03', dau: 100, peakGroups: 110 }])).toEqual([])
  })

  test('a deleted app keeps the lines of the days it served', () => {
    const app = appStory('2022-10-01')
    app.upgrade('2022-10-05', pro)
    app.disable('2022-11-12')
    app.delete('2022-11-13')
    expect(app.bill('2022-11').total).toBe('180.00')
    expect(app.month('2022-12')).toEqual([])
  })

  test('a line names the ledger entry since which its item stands', () => {
    const app = appStory('2022-10-01')
    app.upgrade('2022-10-05', { ...pro, groupsPerUser: 800 })
    app.retention('2022-10-06', 30)
    app.modify('2022-10-10', { membersPerGroup: 2000 })
    app.disable('2022-10-20')
    app.enable('2022-10-21')
    const origins = app.month('2022-11').map((line) => [line.kind, line.sequence])
    expect(origins).toEqual([
      ['base', 2],
      ['groupsPerUser', 2],
      ['membersPerGroup', 4],
      ['history', 3],
    ])
  })
})

describe('retention', () => {
  test('raised on the 31st it costs the whole month', () => {
    const app = appStory('2022-12-01')
    app.upgrade('2022-12-31', pro)
    app.retention('2022-12-31 23:59:59', 360)
    expect(app.bill('2022-12').lines).toEqual(['base: 449.99 x 1/31 = 14.51580645', 'history: 399.99 x whole month = 399.99000000'])
  })

  test('lowered within the month it still costs the dearest step once in force', () => {
    const app = appStory('2022-10-01')
    app.upgrade('2022-10-05', pro)
    app.retention('2022-10-06', 180)
    app.retention('2022-11-01', 7)
    expect(app.bill('2022-11').lines).toContain('history: 269.99 x whole month = 269.99000000')
    expect(app.bill('2022-12').lines).toEqual(['base: 449.99 x 31/31 = 449.99000000'])
  })

  test('a change of edition within the month costs the dearer of both fees', () => {
    const app = appStory('2022-10-01')
    app.upgrade('2022-10-05', pro)
    app.retention('2022-10-06', 90)
    app.modify('2022-11-02', ultimate)
    expect(app.bill('2022-11').lines).toContain('history: 179.99 x whole month = 179.99000000')
    expect(app.bill('2022-12').lines).toContain('history: 99.99 x whole month = 99.99000000')
  })

  test('a period in force for a minute of one day counts', () => {
    const app = appStory('2022-11-01')
    app.upgrade('2022-11-10 09:00:00', pro)
    app.retention('2022-11-10 09:01:00', 30)
    app.modify('2022-11-10 09:02:00', ultimate)
    expect(app.configuration().historyDays).toBe(30)
    expect(app.bill('2022-11').lines).toContain('history: 99.99 x whole month = 99.99000000')
  })

  test('a month without a day of service costs nothing, a month with one costs it whole', () => {
    const app = appStory('2022-10-01')
    app.upgrade('2022-10-05', pro)
    app.retention('2022-10-06', 30)
    app.disable('2022-10-31 23:59:59')
    app.enable('2022-12-31 23:59:59')
    expect(app.month('2022-11', [groups('2022-11-01', 500_000)])).toEqual([])
    expect(app.bill('2022-12').lines).toEqual(['base: 449.99 x 1/31 = 14.51580645', 'history: 99.99 x whole month = 99.99000000'])
  })
})

describe('overage', () => {
  test.each([
    [9_999, []],
    [10_000, []],
    [10_001, ['449.99']],
    [20_000, ['449.99']],
    [25_300, ['899.98']],
  ])('a peak of %i daily users costs %j', (dau, prices) => {
    const app = appStory('2022-10-01')
    app.upgrade('2022-10-05', pro)
    const lines = app.bill('2022-11', [logins('2022-11-03', 5), logins('2022-11-09', dau), logins('2022-11-20', 17)]).lines
    expect(lines.filter((line) => line.startsWith('dau'))).toEqual(
      prices.map((price) => `dauOverage: ${price} x whole month = ${price}000000`),
    )
  })

  test.each([
    [100_000, []],
    [100_001, ['449.99']],
    [200_000, ['449.99']],
    [200_001, ['899.98']],
    [202_000, ['899.98']],
  ])('a peak of %i groups costs %j', (peak, prices) => {
    const app = appStory('2022-10-01')
    app.upgrade('2022-10-05', ultimate)
    const lines = app.bill('2022-11', [groups('2022-11-01', peak)]).lines
    expect(lines.filter((line) => line.startsWith('group'))).toEqual(
      prices.map((price) => `groupOverage: ${price} x whole month = ${price}000000`),
    )
  })

  test('only days in service on a paid plan count', () => {
    const app = appStory('2022-11-01')
    app.upgrade('2022-11-10', pro)
    app.disable('2022-11-12')
    const peaks = ['2022-11-09', '2022-11-13'].map((day) => ({ day, dau: 50_000, peakGroups: 500_000 }))
    expect(app.bill('2022-11', peaks).lines).toEqual(['base: 449.99 x 3/30 = 44.99900000'])
  })

  test('the line names the peak, its day and the started steps', () => {
    const app = appStory('2022-10-01')
    app.upgrade('2022-10-05', pro)
    const line = app.month('2022-11', [logins('2022-11-03', 21_000), logins('2022-11-09', 22_000)]).at(-1)
    expect(line).toMatchObject({ kind: 'dauOverage', units: 2, step: 10_000, peak: 22_000, decidedOn: '2022-11-09', wholeMonth: true })
  })
})

describe('a price change', () => {
  const [builtIn] = builtInPriceBookFiles
  const dearer = JSON.parse(JSON.stringify(builtIn!.json).replaceAll('44999', '60000').replaceAll('9999,', '19999,'))
  dearer.editions.pro.historyDays.steps[0].priceCents = 12000
  const books = parsePriceBooks([builtIn!, { file: 'dearer.json', json: { ...dearer, id: 'dearer', fromDay: '2022-11-16' } }])

  test('prices each day by the book valid on it', () => {
    const app = appStory('2022-10-01', { books })
    app.upgrade('2022-10-05', pro)
    expect(app.bill('2022-11').lines).toEqual(['base: 449.99 x 15/30 = 224.99500000', 'base: 600.00 x 15/30 = 300.00000000'])
    expect(app.month('2022-11').map((line) => line.bookId)).toEqual(['2022-10-18', 'dearer'])
  })

  test('within a month makes retention cost the dearest fee of its days in service', () => {
    const app = appStory('2022-10-01', { books })
    app.upgrade('2022-10-05', pro)
    app.retention('2022-10-06', 30)
    expect(app.bill('2022-11').lines).toContain('history: 120.00 x whole month = 120.00000000')
    app.disable('2022-11-15')
    expect(app.bill('2022-11').lines).toContain('history: 99.99 x whole month = 99.99000000')
  })

  test('is part of a preview: the first full month has the new price', () => {
    const app = appStory('2022-10-01', { books })
    const { price } = app.upgrade('2022-10-31', pro)
    expect(price.monthCentsAfter).toBe(44999)
    expect(price.firstFullMonth).toMatchObject({ month: '2022-11', cents: 52500 })
  })

  test('in which an item keeps its price does not split its line', () => {
    const same = { ...(builtIn!.json as object), id: 'same', fromDay: '2022-11-16' }
    const app = appStory('2022-10-01', { books: parsePriceBooks([builtIn!, { file: 'same.json', json: same }]) })
    app.upgrade('2022-10-05', pro)
    expect(app.bill('2022-11').lines).toEqual(['base: 449.99 x 30/30 = 449.99000000'])
  })
})

test('an estimate is charged through yesterday and expects the rest of the month to stay as it is', () => {
  const app = appStory('2022-10-01')
  app.upgrade('2022-10-05', pro)
  const estimate = (day: string) => estimateMonth(app.ledger, [], '2022-11', day, app.when(day).books)
  expect(estimate('2022-11-01').soFar).toEqual([])
  expect(bill(estimate('2022-11-11').soFar).lines).toEqual(['base: 449.99 x 10/30 = 149.99666667'])
  expect(bill(estimate('2022-11-11').expected).total).toBe('449.99')
})

test('a month in two halves is the month at once', () => {
  const app = appStory('2022-10-01')
  app.upgrade('2022-10-05', pro)
  app.modify('2022-11-11', ultimate)
  const { books } = app.when('2022-11-01')
  const part = (from: string, through: string) => monthLines(app.ledger, [], '2022-11', books, { from, through })
  const halves = [...part('2022-11-01', '2022-11-14'), ...part('2022-11-15', '2022-11-30')]
  expect(sumExact(halves)).toEqual(sumExact(app.month('2022-11')))
})
