import { expect, test } from 'vitest'
import { narrow } from './src/browser.ts'
import { operatorEmail } from './src/plenum.ts'
import { look, stage } from './src/stage.ts'
import { button, openDialog, press, reads, settled } from './src/steps.ts'
import { whatIsWrong } from './src/what-is-wrong.ts'

const on = stage()
const usd = (amount: string) => ({ currency: 'USD' as const, amount })

test('a bill shows its lines and how they make the total; the balance shows what is owed, what was paid, and for what', async () => {
  const { owner, app, page } = await on.ownerWithApp('Ana Reyes')
  const { accountId } = (await owner.call('session.get', {})).account!
  await app.upgrade({ edition: 'pro' })
  await on.plenum.operator.call('account.setTaxRate', { accountId, basisPoints: 600 })
  await on.plenum.operator.call('account.topUp', { accountId, amount: usd('300.00'), note: 'Transfer 4711' })
  await on.plenum.moveTo('2022-12-02T02:00:00Z')

  await page.goto('/bills')
  await reads(page, 'November 2022', '2022-11-000001', 'Overdue', '314.99', '18.90', '333.89')
  await page.getByRole('link', { name: 'November 2022' }).click()
  await reads(page, 'Lumen Live', '21 of 30 days', '314.99300000', 'Tax, 6 %', '$333.89', '2 Dec 2022, 10:00')
  await look(page, 'bill')

  await page.goto('/balance')
  await reads(page, '−$33.89', '$33.89 are owed since 2 Dec 2022, 10:00', 'suspended on 3 Dec 2022, 10:00', 'Transfer 4711')
  await look(page, 'balance')
  const operator = await on.window({ as: await on.plenum.signIn(operatorEmail) })
  await operator.goto(`/accounts/${accountId}`)
  await reads(operator, '−$33.89', 'Owed since 2 Dec 2022, 10:00')
  const topUp = await openDialog(operator, 'Top up')
  await topUp.getByLabel('Amount, USD').fill('33.9')
  expect(await button(topUp, 'Confirm').isDisabled()).toBe(true)
  await topUp.getByLabel('Amount, USD').fill('33.89')
  await look(operator, 'top-up')
  await press(topUp, 'Confirm')
  await topUp.waitFor({ state: 'hidden' })
  await reads(operator, '$0.00')
  await page.goto('/bills')
  await reads(page, 'Paid')

  const small = await on.window({ as: owner, colorScheme: 'light', viewport: narrow, hasTouch: true })
  for (const path of ['/bills', '/bills/2022-11', '/balance']) {
    await small.goto(path)
    await settled(small)
    await look(small, `narrow ${path}`)
    expect(await whatIsWrong(small), path).toEqual([])
  }
})
