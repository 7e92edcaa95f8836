import { expect, test } from 'vitest'
import { look, stage } from './src/stage.ts'
import { button, dialog, eventually, openApp, openDialog, press, reads } from './src/steps.ts'

const on = stage()

test('disabling stops the app at its next request, enabling brings it back, deleting ends it', async () => {
  const { app: lumen, page } = await on.ownerWithApp('Ana Reyes')
  await lumen.importUsers(['user_1'])
  const check = () => lumen.v4('im_open_login_svc/account_check', { CheckItem: [{ UserID: 'user_1' }] })
  expect((await check()).ErrorCode).toBe(0)
  await openApp(page, lumen)

  await press(page, 'More')
  await page.getByRole('menuitem', { name: 'Disable app' }).click()
  const reminder = dialog(page, 'Disabling Reminder')
  await reads(reminder, '90 days', '8 Feb 2023, 14:20')
  expect(await button(reminder, 'Confirm').isDisabled()).toBe(true)
  await reminder.getByRole('textbox').fill('Lumen')
  expect(await button(reminder, 'Confirm').isDisabled()).toBe(true)
  await reminder.getByRole('textbox').fill('Lumen Live')
  await look(page, 'disabling-reminder')
  await press(reminder, 'Confirm')
  await reads(page, 'Disabled since 10 Nov 2022, 14:20', 'data lost on 8 Feb 2023, 14:20')
  expect((await check()).ErrorCode).toBe(60016)
  expect(await button(page, 'Upgrade').isDisabled()).toBe(true)

  const enable = await openDialog(page, 'Enable app')
  await press(enable, 'Confirm')
  await enable.waitFor({ state: 'hidden' })
  await reads(page, 'Enabled', 'Lumen Live is in service again, from the next request on.')
  await eventually(() => button(page, 'Upgrade').isEnabled()).toBe(true)
  expect((await check()).ErrorCode).toBe(0)

  await lumen.disable()
  await openApp(page, lumen)
  const end = await openDialog(page, 'Delete app')
  expect(await button(end, 'Confirm').isDisabled()).toBe(true)
  await end.getByRole('textbox').fill('Lumen Live')
  await press(end, 'Confirm')
  await reads(page, 'No app yet.')
  expect((await check()).ErrorCode).toBe(60006)
  await page.goto(`/apps/${lumen.sdkAppId}`)
  await reads(page, 'data and services of this app are gone')
})

test('Disabling Reminder cancelled leaves the app as it was', async () => {
  const { app: lumen, page } = await on.ownerWithApp('Bela Fodor')
  await openApp(page, lumen)
  await press(page, 'More')
  await page.getByRole('menuitem', { name: 'Disable app' }).click()
  const reminder = dialog(page, 'Disabling Reminder')
  await reminder.getByRole('textbox').fill('Lumen Live')

  await page.keyboard.press('Escape')

  await reminder.waitFor({ state: 'hidden' })
  expect((await lumen.get()).status).toBe('enabled')
})

test('a bell tells 30 days before the data of a disabled app are lost, and after 90 days they are', async () => {
  const { app: lumen, page } = await on.ownerWithApp('Carla Rossi')
  await lumen.disable()

  await on.plenum.moveTo('2023-01-09T06:20:00Z')
  await page.goto('/')
  await press(page, 'Notices, 1 unread')
  const notices = page.getByRole('dialog').filter({ hasText: 'Notices' })
  await reads(notices, 'Lumen Live', '30 days')
  await look(page, 'notices')
  await press(notices, 'Mark all read')
  await button(page, 'Notices').waitFor()

  await on.plenum.moveTo('2023-02-08T06:20:01Z')
  await page.goto(`/apps/${lumen.sdkAppId}`)
  await reads(page, 'data and services of this app are gone')
})
