import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { startReceiver, verified } from '../server/test/receiver.ts'
import { narrow } from './src/browser.ts'
import { operatorEmail } from './src/plenum.ts'
import { look, stage } from './src/stage.ts'
import { button, dialog, press, reads } from './src/steps.ts'

const on = stage({ PLENUM_WEBHOOK_PRIVATE: 'on' })
const close = (opened: Locator) => button(opened.locator('footer'), 'Close').click()

test('an owner adds an endpoint, tries it, changes its secret, looks at a delivery, repeats it and removes the endpoint', async () => {
  const receiver = await startReceiver(() => ({ body: { thanks: true } }))
  const page = await on.window({ as: await on.plenum.signUp('Ana Reyes') })
  await page.goto('/')
  await press(page, 'Signed in as Ana Reyes')
  await page.getByRole('menuitem', { name: 'Webhooks' }).click()
  await reads(page, 'No endpoint yet.', 'Nothing was sent yet.')

  await press(page, 'Add endpoint')
  const add = dialog(page, 'Add endpoint')
  await add.getByLabel('Address').fill('ftp://example.com')
  await press(add, 'Confirm')
  await reads(add, 'An address such as https://example.com/plenum')
  await add.getByLabel('Address').fill(receiver.url)
  await press(add, 'Confirm')
  const added = dialog(page, 'Endpoint added')
  const secret = (await added.locator('code').textContent())!
  await look(page, 'webhook secret')
  await close(added)

  await press(page, `Send a test to ${receiver.url}`)
  const [told] = await receiver.have(1)
  expect(verified(told!, secret)).toMatchObject({ type: 'endpoint.test' })
  await reads(page, /Arrived 200/)
  await look(page, 'webhooks')

  await press(page, `Rotate secret of ${receiver.url}`)
  await press(dialog(page, 'Rotate secret'), 'Confirm')
  const rotated = dialog(page, 'New secret')
  const next = (await rotated.locator('code').textContent())!
  await reads(rotated, 'signs too until')
  await close(rotated)

  await page.getByRole('button', { name: /^Show delivery/ }).click()
  const shown = dialog(page, 'endpoint.test')
  await reads(shown, '"thanks": true', '"type": "endpoint.test"')
  await look(page, 'webhook delivery')
  await press(shown, 'Repeat')
  const again = (await receiver.have(2))[1]!
  for (const known of [secret, next]) expect(verified(again, known)).toMatchObject({ type: 'endpoint.test' })
  await close(shown)

  await press(page, `Remove ${receiver.url}`)
  await press(dialog(page, 'Remove endpoint'), 'Confirm')
  await reads(page, `${receiver.url} is told no more.`, 'No endpoint yet.')
  await receiver.close()
})

test('the operator adds an endpoint of all accounts, on a narrow screen too', async () => {
  const operator = await on.plenum.signIn(operatorEmail)
  const page = await on.window({ as: operator, viewport: narrow, hasTouch: true })
  await page.goto('/webhooks')
  await press(page, 'Add endpoint')
  const add = dialog(page, 'Add endpoint')
  await add.getByLabel('Address').fill('https://hooks.invalid/plenum')
  await add.getByLabel('Of all accounts').check()
  await press(add, 'Confirm')
  await close(dialog(page, 'Endpoint added'))
  await reads(page, 'All accounts')
  await look(page, 'webhooks of the operator')
  expect((await operator.call('endpoint.list', {})).endpoints).toMatchObject([{ allAccounts: true }])
})

test('who may not set webhooks reads who may', async () => {
  const { owner } = await on.ownerWithApp('Bela Fodor')
  const { link } = await owner.call('person.invite', { email: 'dev@example.com', role: 'developer' })
  const guest = await on.window({})
  await guest.goto(link)
  await guest.getByLabel('Name').fill('Dev Eloper')
  await guest.getByRole('textbox', { name: 'Password' }).fill('correct horse battery')
  await guest.locator('button[type=submit]').click()
  await guest.getByRole('heading', { name: 'Overview' }).waitFor()
  await guest.goto('/webhooks')
  await reads(guest, 'Webhooks are seen and set by the owner')
})
