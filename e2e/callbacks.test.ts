import { X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { text } from '../server/test/message-bodies.ts'
import { startReceiver, verified } from '../server/test/receiver.ts'
import { look, stage } from './src/stage.ts'
import { button, dialog, press, reads } from './src/steps.ts'

const on = stage({ PLENUM_WEBHOOK_PRIVATE: 'on' })
const close = (opened: Locator) => button(opened.locator('footer'), 'Close').click()

test('an owner sets the callback URL, ticks callbacks, tests them, signs them, and repeats what was told', async () => {
  const receiver = await startReceiver(() => ({ body: { ActionStatus: 'OK', ErrorCode: 0, ErrorInfo: '' } }))
  const { app, page } = await on.ownerWithApp('Ana Reyes')
  await app.importUsers(['ann'])
  await page.goto(`/apps/${app.sdkAppId}`)
  await page.getByRole('link', { name: 'Callback Configuration' }).first().click()
  await reads(page, 'No callback URL yet.')
  await look(page, 'callbacks empty')

  await press(page, 'Set callback URL')
  const urlDialog = dialog(page, 'Callback URL configuration')
  await urlDialog.getByLabel('Callback URL').fill('https://double--hyphen.example.com')
  await press(urlDialog, 'Confirm')
  await reads(urlDialog, 'single hyphens')
  await urlDialog.getByLabel('Callback URL').fill(receiver.url)
  await press(urlDialog, 'Confirm')
  await reads(page, 'In force for the next request.', 'No callback is switched on.')

  await press(page, 'Edit Third-party callback configuration')
  const edit = dialog(page, 'Third-party callback configuration')
  await edit.getByLabel('C2C.CallbackBeforeSendMsg').check()
  await edit.getByLabel('Profile.CallbackPortraitSet').check()
  await edit.getByLabel('Do not deliver').check()
  await look(page, 'callbacks edit')
  await press(edit, 'Confirm')
  await reads(page, 'Do not deliver', 'Profile.CallbackPortraitSet')

  await press(page, 'Test')
  const tests = dialog(page, 'Test')
  await press(tests, 'Send')
  await reads(tests, /200 after \d+ ms/)
  expect(receiver.received.map(({ body }) => body.CallbackCommand).toSorted()).toEqual([
    'C2C.CallbackBeforeSendMsg',
    'Profile.CallbackPortraitSet',
  ])
  await look(page, 'callbacks test')
  await close(tests)

  await press(page, 'Sign calls')
  await press(dialog(page, 'Sign calls'), 'Confirm')
  const token = dialog(page, 'Token and secret')
  const secret = (await token.locator('code').last().textContent())!
  await close(token)
  await reads(page, 'Sign and webhook-signature')
  await app.ok('profile/portrait_set', { From_Account: 'ann', ProfileItem: [{ Tag: 'Tag_Profile_IM_Nick', Value: 'Ann' }] })
  await receiver.have(3)
  expect(verified(receiver.received[2]!, secret)).toMatchObject({ From_Account: 'ann' })

  await reads(page, /Arrived 200/)
  await page.getByRole('button', { name: /^Show delivery/ }).click()
  const shown = dialog(page, 'Profile.CallbackPortraitSet')
  await press(shown, 'Repeat this and all after it')
  await receiver.have(4)
  await close(shown)
  await reads(page, '1 delivery sent again.')

  receiver.replies(({ body }) => ({
    body: { ActionStatus: 'OK', ErrorCode: body.MsgRandom === 1 ? 120_007 : 0, ErrorInfo: body.MsgRandom === 1 ? 'mind your words' : '' },
  }))
  const say = (MsgRandom: number) => app.v4('openim/sendmsg', { From_Account: 'ann', To_Account: 'ann', MsgRandom, MsgBody: text('hi') })
  expect(await say(1)).toMatchObject({ ErrorCode: 120_007 })
  await reads(page, /Refused 200/)
  await page
    .getByRole('row', { name: /Refused/ })
    .getByRole('button')
    .click()
  const asked = dialog(page, 'C2C.CallbackBeforeSendMsg')
  await reads(asked, 'mind your words', '"MsgRandom": 1')
  expect(await button(asked, /^Repeat/).count()).toBe(0)
  await look(page, 'callbacks asked')
  await close(asked)
  await receiver.close()
  expect(await say(2)).toMatchObject({ ErrorCode: 80003 })
  await reads(page, /No valid answer, refused by policy/, /the connection was refused/)

  const [download] = await Promise.all([page.waitForEvent('download'), press(page, 'Download certificate')])
  expect(new X509Certificate(await readFile(await download.path())).subject).toBe(`CN=Plenum callbacks of ${app.sdkAppId}`)
  await reads(page, 'It is valid until')
  await look(page, 'callbacks filled')
})
