import { expect, test } from 'vitest'
import { narrow } from './src/browser.ts'
import { operatorEmail } from './src/plenum.ts'
import { look, stage } from './src/stage.ts'
import { button, openDialog, press, reads, settled } from './src/steps.ts'
import { whatIsWrong } from './src/what-is-wrong.ts'

const on = stage({ PLENUM_CHARGES: 'on' })

test('the operator moves the clock, follows how far it has come, also after loading the page anew, and reads why it does not go back', async () => {
  const { app } = await on.ownerWithApp('Ana Reyes')
  await app.upgrade({ edition: 'pro' })
  const page = await on.window({ as: await on.plenum.signIn(operatorEmail) })
  await page.goto('/')
  await page.getByRole('link', { name: 'Clock' }).click()
  await reads(page, '10 Nov 2022, 14:20:00', 'Asia/Shanghai, UTC+8')
  await press(page, 'Next 1st')
  await button(page, 'Move to 1 Dec 2022, 00:00').waitFor()
  await press(page, '90 days on')
  await button(page, 'Move to 8 Feb 2023, 14:20').waitFor()
  await press(page, 'Bills, 2nd at 10:00')
  await look(page, 'clock')

  // A write that has not ended holds its day open, and with it the clock.
  const held = Promise.withResolvers<void>()
  const holding = Promise.withResolvers<void>()
  const holder = on.plenum.sql.begin(async (tx) => {
    await tx`select hold_days()`
    holding.resolve()
    await held.promise
  })
  await holding.promise
  await press(page, 'Move to 2 Dec 2022, 10:00')
  await reads(page, 'From 10 Nov 2022, 14:20 to 2 Dec 2022, 10:00, now at 11 Nov 2022, 00:10: closing a day')
  await page.reload()
  await reads(page, 'From 10 Nov 2022, 14:20 to 2 Dec 2022, 10:00', 'The clock is being moved at the moment.')
  expect(await page.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('2')
  await look(page, 'clock moving')
  held.resolve()
  await holder
  await reads(page, '2 Dec 2022, 10:00:00')
  await page.getByRole('progressbar').waitFor({ state: 'hidden' })

  await press(page, 'Next day')
  await press(page, 'Move to 3 Dec 2022, 00:00')
  await reads(page, 'It is 3 Dec 2022, 00:00 now.')
  await page.getByLabel('Day').fill('2022-12-01')
  await press(page, 'Move to 1 Dec 2022, 00:00')
  await reads(page, 'The clock goes only forward.', 'clock_only_forward')
  await page.getByLabel('Day').fill('2099-01-01')
  await press(page, 'Move to 1 Jan 2099, 00:00')
  await reads(page, 'ten years at once', 'clock_too_far')
  await look(page, 'clock refused')
})

test('where the system keeps the time, the page says so and offers nothing', async () => {
  const page = await on.window({ as: await on.plenum.signIn(operatorEmail) })
  await page.route('**/api/clock.get', async (route) => {
    const answer = await route.fetch()
    await route.fulfill({ response: answer, json: { ...(await answer.json()), manual: false } })
  })
  await page.goto('/clock')
  await reads(page, "This installation uses the system's clock")
  expect(await page.getByRole('button', { name: /^Move/ }).count()).toBe(0)
})

test('the operator gives a voucher, taxes, corrects a bill and reverses an entry, and reads why something cannot be', async () => {
  const { owner, app, page: ofOwner } = await on.ownerWithApp('Bela Fodor')
  const { accountId } = (await owner.call('session.get', {})).account!
  await owner.call('balance.setThreshold', { amount: { currency: 'USD', amount: '250.00' } })
  await app.upgrade({ edition: 'pro' })
  await on.plenum.moveTo('2023-01-02T02:00:00Z')

  const page = await on.window({ as: await on.plenum.signIn(operatorEmail) })
  await page.goto('/accounts')
  await reads(page, 'Bela Fodor', 'Overdue')
  await look(page, 'accounts')
  await page.goto(`/accounts/${accountId}`)
  await reads(page, 'Owed since 2 Jan 2023, 10:00', 'Suspended unless paid by', 'Told when below', '$250.00')

  const voucher = await openDialog(page, 'Add voucher')
  await voucher.getByLabel('Amount, USD').fill('100.00')
  await voucher.getByLabel('Last day').fill('2022-11-01')
  await press(voucher, 'Confirm')
  await reads(voucher, '2022-11-01 is over')
  await look(page, 'voucher refused')
  await voucher.getByLabel('Last day').fill('2023-06-30')
  await press(voucher, 'Confirm')
  await voucher.waitFor({ state: 'hidden' })
  await reads(page, '$100.00 can be used through 30 Jun 2023.')

  await press(page, 'Change tax rate')
  const tax = page.getByRole('dialog', { name: 'Tax rate' })
  await tax.getByLabel('Tax rate, %').fill('250')
  await press(tax, 'Confirm')
  await reads(tax, 'A tax rate lies between 0 and 100 %')
  await tax.getByLabel('Tax rate, %').fill('7.25')
  await press(tax, 'Confirm')
  await tax.waitFor({ state: 'hidden' })
  await reads(page, '7.25 %')

  const correct = await openDialog(page, 'Correct a bill')
  await correct.getByLabel('Amount, USD').fill('-10.00')
  expect(await button(correct, 'Confirm').isDisabled()).toBe(true)
  await correct.getByLabel('Reason').fill('Outage on 20 December')
  await look(page, 'correct a bill')
  await press(correct, 'Confirm')
  await correct.waitFor({ state: 'hidden' })
  await reads(page, '−$10.00 stands on the next bill.')
  await reads(page, 'Corrections not billed yet', 'Outage on 20 December', 'On the bill of January 2023. Entered by')
  const correctsNumber = (await owner.call('bill.list', {})).bills[0]!.number
  const more = { amount: { currency: 'USD', amount: '4.00' }, reason: 'Two days were not charged' } as const
  await on.plenum.operator.call('bill.adjust', { accountId, correctsNumber, ...more })
  await ofOwner.goto('/this-month')
  await reads(ofOwner, 'with corrections of −$6.00', 'Corrections', 'Outage on 20 December', 'Two days were not charged', '−$10.00')
  await look(ofOwner, 'corrections of the running month')

  await reads(page, 'None set: bills are addressed to the name of the account.')
  await press(page, 'Edit')
  const address = page.getByRole('dialog', { name: 'Billing address' })
  expect(await address.getByLabel('Name', { exact: true }).inputValue()).toBe('Bela Fodor')
  await address.getByLabel('Name', { exact: true }).fill('Fodor Kft.')
  await address.getByLabel('Address', { exact: true }).fill('Fő utca 1\nBudapest')
  await address.getByLabel('Tax number').fill('HU12345678')
  await press(address, 'Save')
  await address.waitFor({ state: 'hidden' })
  await reads(page, 'Fodor Kft.', 'Budapest', 'Since 2 Jan 2023.')
  await ofOwner.goto('/bills')
  await reads(ofOwner, 'Fodor Kft.', 'HU12345678')

  const topUp = await openDialog(page, 'Top up')
  await topUp.getByLabel('Amount, USD').fill('2000.00')
  await press(topUp, 'Confirm')
  await topUp.waitFor({ state: 'hidden' })
  await press(page, 'Reverse Top-up of 2000.00')
  const reverse = page.getByRole('dialog', { name: 'Reverse entry' })
  await reverse.getByLabel('Reason').fill('Entered for the wrong customer')
  await press(reverse, 'Confirm')
  await reverse.waitFor({ state: 'hidden' })
  await reads(page, 'The top-up of $2,000.00 is reversed.', 'Reversed')
  await look(page, 'account of a customer')

  await on.plenum.moveTo('2023-02-02T02:00:00Z')
  await ofOwner.goto('/bills/2023-01')
  await reads(ofOwner, 'Outage on 20 December', 'Tax, 7.25 %', 'Fodor Kft.')
  await page.reload()
  await reads(page, 'January 2023', 'Billing address')
  expect(await page.getByText('Corrections not billed yet').count()).toBe(0)

  const faces = [{ colorScheme: 'light', viewport: narrow, hasTouch: true }, { colorScheme: 'dark' }] as const
  for (const face of faces) {
    const small = await on.window({ as: await on.plenum.signIn(operatorEmail), ...face })
    for (const path of ['/accounts', `/accounts/${accountId}`, '/clock']) {
      await small.goto(path)
      await settled(small)
      await look(small, `${face.colorScheme} ${path}`)
      expect(await whatIsWrong(small), path).toEqual([])
    }
    await small.goto(`/accounts/${accountId}`)
    for (const name of ['Add voucher', 'Correct a bill']) {
      const opened = await openDialog(small, name)
      await look(small, `${face.colorScheme} ${name}`)
      expect(await whatIsWrong(small), name).toEqual([])
      await press(opened, 'Cancel')
      await opened.waitFor({ state: 'hidden' })
    }
  }
})

test('the operator sets rates for all apps and for one that is found by name, and reads why a name is refused', async () => {
  const { app } = await on.ownerWithApp('Rosa Rate')
  await on.plenum.operator.call('app.update', { sdkAppId: app.sdkAppId, name: 'Rated One' })
  const path = 'group_open_http_svc/get_appid_group_list'
  const codes = async () => {
    const answers = await Promise.all(Array.from({ length: 30 }, () => app.v4(path, {})))
    return new Set(answers.map(({ ErrorCode }) => ErrorCode))
  }
  expect(await codes()).toContain(60007)
  const page = await on.window({ as: await on.plenum.signIn(operatorEmail) })
  await page.goto('/')
  await page.getByRole('link', { name: 'Rates' }).click()
  await reads(page, 'Calls of each REST command', 'each its own', 'Messages in each group', '40 a second', '100 a day', 'as the plan says')
  await page.getByRole('searchbox', { name: 'REST command' }).fill('appid_group')
  await press(page, `Change ${path}`)
  const forAll = page.getByRole('dialog', { name: path })
  await reads(forAll, 'Documented: 1 a second.', 'Not set for all apps.', 'All apps that have nothing of their own set')
  await forAll.getByLabel('At most, a second').fill('0')
  await reads(forAll, 'A whole number from 1 to 1,000,000.')
  expect(await button(forAll, 'Save').isDisabled()).toBe(true)
  await forAll.getByLabel('At most, a second').fill('900')
  await look(page, 'rates set for all')
  await press(forAll, 'Save')
  await forAll.waitFor({ state: 'hidden' })
  await reads(page, 'is set for all apps from the next request on.', '900 a second')
  expect(await codes()).toEqual(new Set([0]))

  await page.getByRole('searchbox', { name: 'Rates of one app' }).fill('rated')
  await press(page, 'Rated One')
  await page.getByRole('heading', { name: 'Rated One' }).waitFor()
  await press(page, 'Change Messages in each audio-video group')
  const own = page.getByRole('dialog', { name: 'Messages in each audio-video group' })
  await own.getByLabel('At most, a second').fill('12')
  await press(own, 'Save')
  await own.waitFor({ state: 'hidden' })
  const { rates } = await on.plenum.operator.call('rate.list', { sdkAppId: app.sdkAppId })
  expect(rates.find(({ name }) => name === 'messagesPerGroup.AVChatRoom')).toMatchObject({ documented: 40, own: 12, inForce: 12 })

  const byName = await openDialog(page, 'Set a rate')
  await byName.getByLabel('Name', { exact: true }).fill('openim/sendmessage')
  await byName.getByLabel('At most', { exact: true }).fill('5')
  await press(byName, 'Save')
  await reads(byName, 'There is no rate of the name openim/sendmessage.', 'rate_unknown')
  await look(page, 'rates refused')
  await byName.getByLabel('Name', { exact: true }).fill('openim/sendmsg')
  await press(byName, 'Save')
  await byName.waitFor({ state: 'hidden' })
  await reads(page, 'openim/sendmsg is set for Rated One from the next request on.')
  await look(page, 'rates of one app')
  await page.getByRole('searchbox', { name: 'Rates of one app' }).fill('nothing of this name')
  await reads(page, 'No app matches this search.')
  await page.getByRole('searchbox', { name: 'REST command' }).fill('nothing')
  await reads(page, 'No command has this in its name.')

  const faces = [{ colorScheme: 'light', viewport: narrow, hasTouch: true }, { colorScheme: 'dark' }] as const
  for (const face of faces) {
    const other = await on.window({ as: await on.plenum.signIn(operatorEmail), ...face })
    for (const address of ['/rates', `/rates?sdkAppId=${app.sdkAppId}`]) {
      await other.goto(address)
      await settled(other)
      await look(other, `${face.colorScheme} ${address}`)
      expect(await whatIsWrong(other), address).toEqual([])
    }
    await press(other, 'Change Pushes to all users')
    await look(other, `${face.colorScheme} rate`)
    expect(await whatIsWrong(other)).toEqual([])
  }
})
