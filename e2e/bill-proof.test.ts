import { expect, test } from 'vitest'
import { moveUpgrade } from '../server/test/past-the-locks.ts'
import { narrow } from './src/browser.ts'
import { operatorEmail } from './src/plenum.ts'
import { look, stage } from './src/stage.ts'
import { button, dialog, press, reads, settled } from './src/steps.ts'
import { whatIsWrong } from './src/what-is-wrong.ts'

const on = stage()

const faces = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  narrow: { colorScheme: 'light', viewport: narrow, hasTouch: true },
  'narrow and dark': { colorScheme: 'dark', viewport: narrow, hasTouch: true },
} as const

test('a line opens into its days, each with the ledger entry behind it, and the bill is recomputed while one looks', async () => {
  const { owner, app, page } = await on.ownerWithApp('Ana Reyes')
  await app.upgrade({ edition: 'pro' })
  await on.plenum.moveTo('2022-11-14T03:05:00Z')
  await app.modify({ membersPerGroup: 1000 })
  await owner.call('retention.set', { sdkAppId: app.sdkAppId, days: 30 })
  await on.plenum.moveTo('2022-11-20T10:02:00Z')
  await app.disable()
  await on.plenum.moveTo('2022-11-20T10:40:00Z')
  await app.enable()
  await on.plenum.moveTo('2022-12-02T02:00:00Z')

  await page.goto('/bills/2022-11')
  await reads(page, 'Recomputed and equal', 'Done just now, 2 Dec 2022, 10:00')
  await press(page, 'Members per group, step to 2,000')
  await reads(page, '1–9 Nov', 'No service', '10–13 Nov', '200 members, included', 'upgraded 10 Nov', '4 days × 0')
  await reads(page, '14–30 Nov', '1,000 members, step to 2,000', 'modified 14 Nov, 11:05, by Ana Reyes', '17 days × 239.99 ÷ 30')
  await press(page, '20 Nov, charged')
  await reads(
    page,
    '20 November',
    'disabled 18:02, enabled 18:40; a day with service at any moment counts whole',
    '239.99 ÷ 30 = 7.99966667',
  )
  await press(page, 'History, 30 days')
  await reads(page, 'This day decided: 99.99 for the whole month.')
  await settled(page)
  await look(page, 'bill-days')
  const download = page.waitForEvent('download')
  await press(page, 'Download the facts')
  expect((await download).suggestedFilename()).toBe('bills.json')
  await page.getByRole('link', { name: 'modified 14 Nov, 11:05, by Ana Reyes' }).click()
  await page.getByRole('heading', { name: 'Ledger' }).waitFor()

  for (const [name, options] of Object.entries(faces)) {
    const other = await on.window({ as: owner, ...options })
    await other.goto('/bills/2022-11')
    await press(other, 'Members per group, step to 2,000')
    await press(other, '20 Nov, charged')
    await settled(other)
    await look(other, `bill-days ${name}`)
    expect(await whatIsWrong(other), name).toEqual([])
  }
})

test('a bill on which two calculations differ is parked, told to the operator, and released with a reason; the customer sees it', async () => {
  const { app, page } = await on.ownerWithApp('Ben Ode')
  const operator = await on.plenum.signIn(operatorEmail)
  await app.upgrade({ edition: 'pro' })
  await moveUpgrade(on.plenum.sql, app.sdkAppId, '2001-01-01')
  await on.plenum.moveTo('2023-01-02T02:00:00Z')

  for (const [name, options] of Object.entries(faces)) {
    const other = await on.window({ as: operator, ...options })
    await other.goto('/billing-run')
    await reads(other, 'Ben Ode', 'day of ledger entry 2')
    await settled(other)
    await look(other, `billing-run ${name}`)
    expect(await whatIsWrong(other), name).toEqual([])
  }
  const run = await on.window({ as: operator })
  await run.goto('/billing-run')
  await button(run, /^Release .* of Ben Ode$/).click()
  const asked = dialog(run, 'Release')
  await asked.waitFor()
  expect(await button(asked, 'Confirm').isDisabled()).toBe(true)
  await asked.getByLabel('Reason').fill('The day was written by hand. The customer knows.')
  await look(run, 'release')
  expect(await whatIsWrong(run)).toEqual([])
  await press(asked, 'Confirm')
  await asked.waitFor({ state: 'hidden' })
  await reads(run, 'was issued, with your reason, since the calculations still differ')

  await page.goto('/bills/2022-12')
  await reads(page, 'Recomputed, and not equal', 'day of ledger entry 2', 'The day was written by hand. The customer knows.')
  await settled(page)
  await look(page, 'bill-not-equal')
  expect(await whatIsWrong(page)).toEqual([])
})
