import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readPdf } from '../server/test/pdf-text.ts'
import { narrow, type Window } from './src/browser.ts'
import { look, stage } from './src/stage.ts'
import { button, dialog, press, reads, settled } from './src/steps.ts'
import { whatIsWrong } from './src/what-is-wrong.ts'

const builtIn = JSON.parse(await readFile(new URL('../billing/price-books/2022-10-18.json', import.meta.url), 'utf8'))
const books = await mkdtemp(join(tmpdir(), 'plenum-books-'))
const editions = { ...builtIn.editions, pro: { ...builtIn.editions.pro, priceCents: 47999 } }
await writeFile(
  join(books, '2023.json'),
  JSON.stringify({ ...builtIn, id: '2023-01-01', fromDay: '2023-01-01', toDay: undefined, editions }),
)
afterAll(() => rm(books, { recursive: true }))

const on = stage({
  PLENUM_PRICE_BOOKS: books,
  PLENUM_ISSUER_NAME: 'Harbour Cloud GmbH',
  PLENUM_ISSUER_ADDRESS: 'Kaiserstraße 12\\n60311 Frankfurt am Main',
  PLENUM_ISSUER_TAX_NUMBER: 'DE123456789',
})
const usd = (amount: string) => ({ currency: 'USD' as const, amount })

async function download(page: Window, name: string): Promise<{ name: string; bytes: Buffer }> {
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name, exact: true }).click()])
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) }
}

/** Wide and narrow, light and dark. */
async function lookAll(paths: Record<string, string>, as: Parameters<typeof on.window>[0]) {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const size of [{}, { viewport: narrow, hasTouch: true }]) {
      const page = await on.window({ ...as, colorScheme, ...size })
      for (const [name, path] of Object.entries(paths)) {
        await page.goto(path)
        await settled(page)
        await look(page, `papers ${name} ${colorScheme} ${'viewport' in size ? 'narrow' : 'wide'}`)
        expect(await whatIsWrong(page), `${name} ${colorScheme}`).toEqual([])
      }
    }
  }
}

test('the price list shows the version of today, what the announced one changes, and goes back again', async () => {
  const owner = await on.plenum.signUp('Mira Sol')
  const page = await on.window({ as: owner })
  await page.goto('/price-list')
  await reads(page, 'Valid today', 'Announced', 'from 1 Jan 2023 on', '$449.99')
  await page.getByText('Announced').click()
  await reads(page, 'What changes', 'on 1 Jan 2023', 'Pro, a month', '$479.99', 'Valid from 1 Jan 2023 on')
  await look(page, 'papers price list announced')
  expect(await whatIsWrong(page)).toEqual([])
  await page.getByText('Valid today').click()
  await reads(page, 'Valid through 31 Dec 2022')
  await lookAll({ 'price list': '/price-list' }, { as: owner })
})

test('this month stands open, its bill names both sides and is taken away as PDF, CSV and on paper', async () => {
  const { owner, app, page } = await on.ownerWithApp('Ana Reyes', { acceptDownloads: true })
  const { accountId } = (await owner.call('session.get', {})).account!
  await on.plenum.operator.call('account.topUp', { accountId, amount: usd('700.00'), note: 'Transfer 4711' })
  await on.plenum.operator.call('account.addVoucher', { accountId, amount: usd('50.00'), expiresOn: '2023-06-30' })
  await on.plenum.operator.call('account.setTaxRate', { accountId, basisPoints: 600 })
  await app.upgrade({ edition: 'pro', membersPerGroup: 1000 })

  await page.goto('/bills')
  await reads(page, 'November 2022', 'Open', 'expected', '482.99', 'None set')
  await press(page, 'Edit')
  const address = dialog(page, 'Billing address')
  await address.getByLabel('Name').fill('深圳市朗明科技有限公司')
  await address.getByLabel('Address').fill('南山区科苑路15号\n深圳')
  await address.getByLabel('Tax number').fill('91440300MA5')
  await look(page, 'papers address dialog')
  await press(address, 'Save')
  await address.waitFor({ state: 'hidden' })
  await reads(page, '深圳市朗明科技有限公司', 'Since 10 Nov 2022')

  await on.plenum.moveTo('2022-12-02T02:00:00Z')
  await page.goto('/bills/2022-11')
  await reads(page, 'Harbour Cloud GmbH', '深圳市朗明科技有限公司', '511.97')
  const pdf = await download(page, 'Download PDF')
  expect(pdf.name).toBe('bill-2022-11-000001.pdf')
  const said = readPdf(pdf.bytes).text.replaceAll('\n', '')
  for (const text of ['Harbour Cloud GmbH', '深圳市朗明科技有限公司', '南山区科苑路15号', '511.97', '2022-11-000001'])
    expect(said).toContain(text)
  expect((await download(page, 'Download PDF')).bytes.equals(pdf.bytes)).toBe(true)
  const csv = await download(page, 'CSV')
  expect(csv.name).toBe('bill-2022-11-000001.csv')
  expect(csv.bytes.toString()).toContain('314.99300000,944979,30')

  await page.emulateMedia({ media: 'print', colorScheme: 'dark' })
  await look(page, 'papers print')
  expect(await page.getByRole('banner').isVisible()).toBe(false)
  expect(await button(page, 'Print').isVisible()).toBe(false)
  expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)')
  await page.emulateMedia({ media: 'screen', colorScheme: 'light' })

  await on.plenum.operator.call('bill.adjust', { accountId, correctsNumber: '2022-11-000001', amount: usd('-10.00'), reason: 'Outage' })
  await page.goto('/bills')
  await reads(page, 'Paid', 'Adjusted', '2 Dec 2022, 10:00')

  await page.goto('/balance')
  await reads(page, 'Through 30 Jun 2023', 'Not set', 'Transfer 4711')
  await press(page, 'Set')
  const threshold = dialog(page, 'Alert threshold')
  await threshold.getByLabel('Amount, USD').fill('100.00')
  await press(threshold, 'Save')
  await reads(page, 'A notice when the balance falls below $100.00.')
  await lookAll({ bills: '/bills', bill: '/bills/2022-11', balance: '/balance' }, { as: owner })
})

test('this month says what every app costs so far and in the end, and what another plan would make of it, also of a closed month', async () => {
  await on.plenum.moveTo('2022-12-02T02:00:00Z')
  const { owner, app, page } = await on.ownerWithApp('Tomás Lind')
  const { accountId } = (await owner.call('session.get', {})).account!
  await on.plenum.operator.call('account.topUp', { accountId, amount: usd('5000.00') })
  const arena = await on.plenum.createApp(owner, 'Atlas Arena')
  await on.plenum.createApp(owner, 'Free one')
  await app.upgrade({ edition: 'pro' })
  await arena.upgrade({ edition: 'ultimate' })
  await on.plenum.moveTo('2022-12-12T02:00:00Z')
  await app.modify({ membersPerGroup: 1000 })
  await app.importUsers(['ann'])
  await app.createGroup({ Owner_Account: 'ann' })

  await page.goto('/')
  await page.getByRole('link', { name: 'This month' }).click()
  await reads(page, 'December so far', 'as of yesterday, 11 Dec', 'Expected in December', 'Lumen Live', 'Atlas Arena', '1 app on Free')
  await reads(
    page,
    'Peak DAU',
    '0 of 10,000',
    'Peak groups',
    '1 of 100,000',
    '99,999 left. Above 100,000 groups on one day, the whole step of $449.99',
  )
  expect(await page.getByRole('img', { name: '11 of 31 days of December 2022, 20 to come' }).count()).toBeGreaterThan(0)

  await page.getByLabel('App', { exact: true }).selectOption({ label: 'Free one' })
  await page.getByLabel('From').selectOption('2022-12-22')
  await page.getByLabel('Plan edition').selectOption({ label: 'Pro' })
  // 449.99 x 10 / 31 = 145.15806452 more: 1,504.78354839 becomes 1,649.94161290.
  await reads(page, 'Expected bill', 'This app costs nothing.', 'With this plan', '+$145.16', '22–31 Dec')
  await look(page, 'papers what if')
  await page.getByLabel('Plan edition').selectOption({ label: 'Ultimate' })
  await reads(page, '+$290.32')
  await lookAll({ 'this month': '/this-month' }, { as: owner })

  await on.plenum.moveTo('2023-01-02T02:00:00Z')
  await page.goto('/this-month')
  await page.getByLabel('App', { exact: true }).selectOption({ label: 'Lumen Live' })
  await page.getByLabel('Month').selectOption({ label: 'December 2022' })
  await reads(page, 'changes: The app was created on 2022-12-02', 'bad_input')
  await page.getByLabel('From').selectOption('2022-12-02')
  await reads(page, 'Bill of December 2022', 'A closed month: its bill stays as it was issued.', 'Ultimate, 2–31 Dec')
})
