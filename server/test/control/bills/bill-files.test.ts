import type { Input } from '@plenum/contract'
import { describe, expect, test } from 'vitest'
import { Client } from '../../client.ts'
import { readPdf } from '../../pdf-text.ts'
import { startWorld as startAnyWorld } from '../../world.ts'

type Setting = Parameters<typeof startAnyWorld>[0]
const startWorld = (setting: Setting = {}) => startAnyWorld({ ...setting, env: { PLENUM_CHARGES: 'on', ...setting.env } })

const usd = (amount: string) => ({ currency: 'USD' as const, amount })
const accountOf = async (owner: Client) => (await owner.call('session.get', {})).account!.accountId
const chinese = {
  name: '深圳市朗明科技有限公司',
  lines: ['广东省深圳市南山区科苑路15号'],
  country: '中国',
  taxNumber: '91440300MA5EXAMPLE',
}
const issuer = {
  PLENUM_ISSUER_NAME: 'Harbour Cloud GmbH',
  PLENUM_ISSUER_ADDRESS: 'Kaiserstraße 12\\n60311 Frankfurt am Main',
  PLENUM_ISSUER_COUNTRY: 'Germany',
  PLENUM_ISSUER_TAX_NUMBER: 'DE 123 456 789',
}

async function fileOf({ url, cookie, bearer }: Client, path: string) {
  const headers = { ...(cookie && { cookie }), ...(bearer && { authorization: `Bearer ${bearer}` }) }
  const response = await fetch(`${url}/files/bills/${path}`, { headers })
  return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) }
}

/** What a spreadsheet makes of it. */
function rowsOf(csv: Buffer): Record<string, string>[] {
  const cells = [
    ...csv
      .toString()
      .slice(1)
      .matchAll(/("(?:[^"]|"")*"|[^",\r\n]*)(,|\r\n)/g),
  ]
  const rows: string[][] = [[]]
  for (const [, cell, end] of cells) {
    rows.at(-1)!.push(cell!.startsWith('"') ? cell!.slice(1, -1).replaceAll('""', '"') : cell!)
    if (end === '\r\n') rows.push([])
  }
  const [head, ...body] = rows.filter((row) => row.length > 0)
  return body.map((row) => Object.fromEntries(head!.map((name, index) => [name, row[index]!])))
}

describe('who a bill is from and to', () => {
  test('stands on it as of the close of its month, with the names of then, however late it is issued or looked at', async () => {
    const own = await startWorld({ env: issuer })
    const owner = await own.signUp('Ana Reyes')
    const accountId = await accountOf(owner)
    const app = await own.app({ owner, name: 'Lumen Live', edition: 'pro' })
    await owner.call('account.setBillingAddress', { address: { ...chinese, name: 'Not this one' } })
    await owner.call('account.setBillingAddress', { address: chinese })
    await own.moveTo('2022-12-01T02:00:00Z')
    await owner.call('account.setBillingAddress', { address: { name: 'A name of December' } })
    await owner.call('app.update', { sdkAppId: app.sdkAppId, name: 'Renamed on 1 December' })
    await owner.call('account.rename', { name: 'Renamed too' })
    await own.moveTo('2022-12-02T02:00:00Z')
    const bill = await owner.call('bill.get', { month: '2022-11' })
    expect(bill).toMatchObject({
      customer: chinese,
      issuer: {
        name: 'Harbour Cloud GmbH',
        lines: ['Kaiserstraße 12', '60311 Frankfurt am Main'],
        country: 'Germany',
        taxNumber: 'DE 123 456 789',
      },
      apps: [{ name: 'Lumen Live' }],
    })
    const [row] = await own.sql<{ text: string; facts: string }[]>`select text, facts from bills`
    expect(JSON.parse(row!.text)).toMatchObject({ customer: chinese, apps: [{ name: 'Lumen Live' }] })
    expect(JSON.parse(row!.facts)).toMatchObject({ customer: chinese, apps: [{ name: 'Lumen Live' }] })
    expect(await owner.call('account.getBillingAddress', {})).toMatchObject({
      address: { name: 'A name of December', lines: [], country: '', taxNumber: '' },
      sinceDay: '2022-12-01',
      accountName: 'Renamed too',
    })
    expect(await own.operator.call('account.getBillingAddress', { accountId })).toMatchObject({ address: { name: 'A name of December' } })
    await own.close()
  })

  test('without an address it is the name of the account, as it was called then; an address can be taken away again', async () => {
    const own = await startWorld()
    const owner = await own.signUp('Ana Reyes')
    await own.app({ owner, edition: 'pro' })
    await owner.call('account.setBillingAddress', { address: chinese })
    await owner.call('account.setBillingAddress', { address: null })
    const { accountName } = await owner.call('account.getBillingAddress', {})
    await own.moveTo('2022-12-01T02:00:00Z')
    await owner.call('account.rename', { name: 'Called otherwise' })
    await own.moveTo('2022-12-02T02:00:00Z')
    expect(await owner.call('bill.get', { month: '2022-11' })).toMatchObject({
      issuer: null,
      customer: { name: accountName, lines: [], country: '', taxNumber: '' },
    })
    await own.close()
  })

  test('is said by the owner and the operator, within its lengths; what is refused is not written', async () => {
    const own = await startWorld()
    const owner = await own.signUp('Ana Reyes')
    const accountId = await accountOf(owner)
    const { secret } = await owner.call('apiKey.create', { name: 'robot', role: 'administrator' })
    expect((await new Client(own.url, secret).refused('account.setBillingAddress', { address: chinese })).code).toBe('not_allowed')
    const stranger = await own.signUp()
    expect((await stranger.refused('account.setBillingAddress', { accountId, address: chinese })).code).toBe('not_found')
    const wrong: NonNullable<Input<'account.setBillingAddress'>['address']>[] = [
      { name: '' },
      { name: 'x'.repeat(121) },
      { name: 'Two\nlines' },
      { name: 'A', lines: Array.from({ length: 7 }, () => 'x') },
      { name: 'A', lines: ['x'.repeat(101)] },
      { name: 'A', lines: ['\u202eturned'] },
      { name: 'A', taxNumber: 'x'.repeat(41) },
    ]
    for (const address of wrong) expect((await owner.refused('account.setBillingAddress', { address })).code).toBe('bad_input')
    expect(await own.sql`select 1 from account_addresses`).toHaveLength(0)
    await own.operator.call('account.setBillingAddress', { accountId, address: chinese })
    expect((await owner.call('account.getBillingAddress', {})).address).toEqual(chinese)
    expect((await owner.call('audit.list', {})).entries[0]).toMatchObject({
      action: 'account.billingAddressSet',
      changes: [{ before: null, after: expect.stringContaining('深圳市朗明科技有限公司') }],
    })
    await own.close()
  })
})

describe('a bill as a PDF', () => {
  test('holds both sides, Chinese names, lines, sum, tax, total and hash, with its fonts; every download is the same bytes', async () => {
    const own = await startWorld({ now: '2022-11-26T06:00:00Z', env: issuer })
    const owner = await own.signUp('Ana Reyes')
    const accountId = await accountOf(owner)
    for (const name of ['直播间 Łódź', 'Two', 'Three']) await own.app({ owner, name, edition: 'pro' })
    await owner.call('account.setBillingAddress', { address: chinese })
    await own.operator.call('account.setTaxRate', { accountId, basisPoints: 600 })
    await own.moveTo('2022-12-02T02:00:00Z')
    const bill = await owner.call('bill.get', { month: '2022-11' })

    const both = await Promise.all([fileOf(owner, '2022-11.pdf'), fileOf(own.operator, `2022-11.pdf?accountId=${accountId}`)])
    expect(both.map(({ status }) => status)).toEqual([200, 200])
    const [first, second] = both
    expect(first!.headers.get('content-type')).toBe('application/pdf')
    expect(first!.headers.get('content-disposition')).toBe('attachment; filename="bill-2022-11-000001.pdf"')
    expect(first!.bytes.equals(second!.bytes)).toBe(true)
    const { pages, text, file } = readPdf(first!.bytes)
    expect(pages).toHaveLength(1)
    const joined = text.replaceAll('\n', '')
    for (const said of [
      ...['Harbour Cloud GmbH', 'Kaiserstraße 12', '60311 Frankfurt am Main', 'Germany', 'Tax number DE 123 456 789'],
      ...[chinese.name, '广东省深圳市南山区科苑路15号', '中国', `Tax number ${chinese.taxNumber}`, '直播间 Łódź'],
      ...['2022-11-000001', '2022-12-02 10:00:00', 'Asia/Shanghai', '5 of 30', '74.99833333', '224.99500000', '225.00'],
      ...['Lines are shown to 8 decimals, the sum is exact.', 'Tax, 6 %', '13.50', '238.50', bill.hash, bill.factsHash],
    ])
      expect(joined).toContain(said)
    // Every font that is used is in the file; none is one that a reader has to bring.
    expect(file.match(/\/FontFile2 \d+ 0 R/g)!.length).toBe(file.match(/\/Type \/FontDescriptor/g)!.length)
    expect(file).not.toMatch(/\/Subtype \/Type1\b/)

    // What may change afterwards is not on it, and does not change it.
    expect(joined).not.toMatch(/\bpaid\b|overdue|owed/i)
    await own.operator.call('account.topUp', { accountId, amount: usd('500.00') })
    await owner.call('account.setBillingAddress', { address: { name: 'Somebody else' } })
    expect((await fileOf(owner, '2022-11.pdf')).bytes.equals(first!.bytes)).toBe(true)
    await expect(own.sql`update bill_files set pdf = ''`).rejects.toThrow('append-only')
    await own.close()
  })

  test('a long bill breaks over pages: each has the head of the columns and its number, no line is lost or cut', async () => {
    const own = await startWorld()
    const owner = await own.signUp('Ana Reyes')
    for (let number = 1; number <= 30; number++)
      await own.app({ owner, name: `App ${number}`, edition: 'pro', membersPerGroup: 2000, unlimitedAvGroups: true })
    await own.moveTo('2022-12-02T02:00:00Z')
    const { pages } = readPdf((await fileOf(owner, '2022-11.pdf')).bytes)
    expect(pages.length).toBeGreaterThan(2)
    for (const [index, runs] of pages.entries()) {
      const texts = runs.map(({ text }) => text)
      expect(texts.filter((text) => text === 'Amount, USD')).toHaveLength(1)
      expect(texts).toContain(`Page ${index + 1} of ${pages.length}`)
      // Above the foot and within the paper, from the bottom left.
      const places = runs.filter(({ text }) => !/^(Page|Bill 2022)/.test(text))
      expect(Math.min(...places.map(({ y }) => y))).toBeGreaterThan(50)
      expect(Math.max(...places.map(({ y }) => y))).toBeLessThan(842 - 40)
    }
    const all = pages.flat().map(({ text }) => text)
    expect(all.filter((text) => text === 'Pro-postpaid')).toHaveLength(30)
    expect(all.filter((text) => text === 'Members per group, step to 2,000')).toHaveLength(30)
    await own.close()
  })

  test('of a month without charges it is a statement', async () => {
    const own = await startWorld({ env: { PLENUM_CHARGES: 'off' } })
    const owner = await own.signUp()
    await own.app({ owner, edition: 'pro' })
    await own.moveTo('2022-12-02T02:00:00Z')
    expect(readPdf((await fileOf(owner, '2022-11.pdf')).bytes).text).toContain('A statement: nothing is owed.')
    await own.close()
  })
})

describe('a bill as CSV', () => {
  test('each line has its exact fraction, the fractions make the sum; what was typed is quoted and no formula', async () => {
    const own = await startWorld({ now: '2022-11-26T06:00:00Z' })
    const owner = await own.signUp()
    const accountId = await accountOf(owner)
    await own.operator.call('account.topUp', { accountId, amount: usd('2000.00') })
    const names = ['=HYPERLINK("http://x.example")', 'A, "quoted" one', '-Minus 直播']
    for (const name of names) await own.app({ owner, name, edition: 'pro' })
    await own.moveTo('2022-12-02T02:00:00Z')
    const november = rowsOf((await fileOf(owner, '2022-11.csv')).bytes)
    const lines = november.filter(({ row }) => row === 'line')
    expect(lines.map(({ app }) => app)).toEqual([`'${names[0]}`, names[1], `'${names[2]}`])
    expect(lines[0]).toMatchObject({
      number: '2022-11-000001',
      item: 'Pro-postpaid',
      'list price, USD': '449.99',
      'from day': '2022-11-26',
      'to day (exclusive)': '2022-12-01',
      days: '5',
      'days of month': '30',
      'amount, USD': '74.99833333',
      'numerator, cents': '224995',
      denominator: '30',
    })
    const [sum] = november.filter(({ row }) => row === 'sum of lines')
    const total = lines.reduce((cents, line) => cents + BigInt(line['numerator, cents']!), 0n)
    expect(total * BigInt(sum!.denominator!)).toBe(BigInt(sum!['numerator, cents']!) * 30n)
    expect(sum!.note).toBe('lines are shown to 8 decimals, the sum is exact')
    expect(november.find(({ row }) => row === 'total')).toMatchObject({ 'amount, USD': '225.00', 'numerator, cents': '22500' })

    await own.operator.call('bill.adjust', { accountId, correctsNumber: '2022-11-000001', amount: usd('-10.00'), reason: '+1 day, back' })
    await own.moveTo('2023-01-02T02:00:00Z')
    const december = rowsOf((await fileOf(owner, '2022-12.csv')).bytes)
    expect(december.find(({ row }) => row === 'correction')).toMatchObject({ 'amount, USD': '-10.00', note: "'+1 day, back" })
    await own.close()
  })
})

describe('the door of files', () => {
  test('other people’s bills, months without one and other files are not there; who sees only some apps gets none', async () => {
    const own = await startWorld()
    const owner = await own.signUp('Ana Reyes')
    const accountId = await accountOf(owner)
    const app = await own.app({ owner, edition: 'pro' })
    await own.moveTo('2022-12-02T02:00:00Z')
    const { secret } = await owner.call('apiKey.create', { name: 'robot', role: 'billingReader' })
    const scoped = await owner.call('apiKey.create', { name: 'half', role: 'billingReader', scope: [app.sdkAppId] })
    const stranger = await own.signUp()
    const status = async (client: Client, path: string) => (await fileOf(client, path)).status
    for (const format of ['pdf', 'csv']) {
      expect(await status(new Client(own.url, secret), `2022-11.${format}`)).toBe(200)
      expect(await status(new Client(own.url, scoped.secret), `2022-11.${format}`)).toBe(403)
      expect(await status(own.nobody(), `2022-11.${format}`)).toBe(401)
      expect(await status(stranger, `2022-11.${format}`)).toBe(404)
      expect(await status(stranger, `2022-11.${format}?accountId=${accountId}`)).toBe(404)
      expect(await status(owner, `2022-12.${format}`)).toBe(404)
    }
    for (const path of ['2022-11', '2022-11.exe', '..%2F2022-11.pdf']) {
      expect([400, 403, 404]).toContain(await status(owner, path))
    }
    await own.close()
  })
})
