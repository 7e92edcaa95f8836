import { expect, test } from 'vitest'
import { Client } from '../server/test/client.ts'
import { makeUserSig } from '../server/test/make-user-sig.ts'
import { operatorEmail, password } from './src/plenum.ts'
import { look, stage } from './src/stage.ts'
import { button, dialog, openApp, openDialog, press, reads } from './src/steps.ts'

const on = stage()

const ownerWithApp = (name: string) => on.ownerWithApp(name, { permissions: ['clipboard-read', 'clipboard-write'] })

test('an invitation link opens the account once, and a reader sees what is not allowed and whom to ask', async () => {
  const { app, page } = await ownerWithApp('Ana Reyes')
  await page.goto('/people')
  const invite = await openDialog(page, 'Invite')
  await invite.getByLabel('E-mail address').fill('rita@example.com')
  await invite.getByRole('radio', { name: 'Reader', exact: true }).check()
  await press(invite, 'Confirm')
  const link = await dialog(page, 'Invitation link').locator('code').textContent()

  const guest = await on.window()
  await guest.goto(link!)
  await reads(guest, 'Join Ana Reyes', 'Your role: Reader.')
  await guest.getByLabel('Your name').fill('Rita Okoye')
  await guest.getByRole('textbox', { name: 'Password' }).fill(password)
  await press(guest, 'Join')
  await guest.getByRole('heading', { name: 'Overview' }).waitFor()
  expect(await button(guest, 'Create Application').isDisabled()).toBe(true)

  await openApp(guest, app)
  await reads(guest, 'Only the owner can change the plan. Ask Ana Reyes.', 'Only the owner can see and change keys. Ask Ana Reyes.')
  for (const name of ['Upgrade', 'Add Admin', 'Display key', 'Edit Basic Info']) {
    expect(await button(guest, new RegExp(name)).first().isDisabled(), name).toBe(true)
  }
  await look(guest, 'reader')

  const another = await on.window()
  await another.goto(link!)
  await reads(another, 'link_not_valid')
})

test('the operator opens an account for a customer, who becomes its owner', async () => {
  const page = await on.window({ as: await on.plenum.signIn(operatorEmail) })
  await page.goto('/accounts')
  const open = await openDialog(page, 'Open an account')
  await open.getByLabel('E-mail address').fill('frida@example.com')
  await open.getByLabel('Name of the account').fill('Lantern Works')
  await press(open, 'Confirm')
  const link = await dialog(page, 'Invitation link').locator('code').textContent()

  const customer = await on.window()
  await customer.goto(link!)
  await reads(customer, 'Join Lantern Works', 'You will be its owner.')
  await customer.getByLabel('Your name').fill('Frida Lund')
  await customer.getByRole('textbox', { name: 'Password' }).fill(password)
  await press(customer, 'Join')
  await reads(customer, 'No app yet. Every app begins on Free, which costs nothing.')
  expect(await button(customer, 'Create Application').isEnabled()).toBe(true)

  await page.reload()
  await reads(page.getByRole('row', { name: /Lantern Works/ }), 'Frida Lund')
})

test('a key is hidden, shown on request, copied, and the ledger page says who looked', async () => {
  const { app, page } = await ownerWithApp('Bela Fodor')
  await openApp(page, app)
  expect(await page.getByText(app.key).count()).toBe(0)

  await press(page, /Display key/)
  await page.getByText(app.key).waitFor()
  await press(page, 'Copy Key')
  expect(await page.evaluate('navigator.clipboard.readText()')).toBe(app.key)

  await page.getByRole('link', { name: 'Ledger' }).click()
  await reads(page, /Key shown|Keys shown/i, 'Bela Fodor')
})

test('with a second key the app changes over without a pause, and the old key ends when it is removed', async () => {
  const { app, page } = await ownerWithApp('Carla Rossi')
  await openApp(page, app)
  await press(page, 'Add a second key')
  await press(dialog(page, 'Add a second key'), 'Confirm')
  await reads(page, 'Key 1', 'Key 2')
  const { keys } = await app.owner.call('key.reveal', { sdkAppId: app.sdkAppId })
  const secondKey = keys.find(({ secretKey }) => secretKey !== app.key)!.secretKey
  const time = Date.parse('2022-11-10T06:20:00Z') / 1000
  const withKey = (key: string) =>
    app.v4(
      'im_open_login_svc/account_check',
      { CheckItem: [{ UserID: 'administrator' }] },
      { usersig: makeUserSig({ sdkAppId: app.sdkAppId, key, userId: 'administrator', time }) },
    )
  expect([(await withKey(app.key)).ErrorCode, (await withKey(secondKey)).ErrorCode]).toEqual([0, 0])

  const old = keys.find(({ secretKey }) => secretKey === app.key)!
  await press(page, `Remove Key ${old.keyId}`)
  await press(page.getByRole('dialog'), 'Confirm')
  await button(page, 'Add a second key').waitFor()

  expect([(await withKey(app.key)).ErrorCode, (await withKey(secondKey)).ErrorCode]).toEqual([70009, 0])
})

test('an administrator added in the console may call REST at once', async () => {
  const { app, page } = await ownerWithApp('Dora Klein')
  const asBot = () => app.v4('im_open_login_svc/account_check', { CheckItem: [{ UserID: 'ops_bot' }] }, { identifier: 'ops_bot' })
  expect((await asBot()).ErrorCode).not.toBe(0)

  await openApp(page, app)
  const add = await openDialog(page, 'Add Admin')
  await add.getByLabel('Name').fill('ops_bot')
  await press(add, 'Add')
  await reads(page, '2 of 10', 'ops_bot')
  expect(await asBot()).toMatchObject({ ErrorCode: 0, ResultItem: [{ AccountStatus: 'Imported' }] })

  await press(page, 'Delete ops_bot')
  await press(page.getByRole('dialog'), 'Confirm')
  await reads(page, '1 of 10', 'An app keeps at least one administrator.')
  expect((await asBot()).ErrorCode).not.toBe(0)
})

test('an API key is shown once, works until it is revoked, and no longer', async () => {
  const { page } = await ownerWithApp('Edith Vogel')
  await page.goto('/api-keys')
  const create = await openDialog(page, 'Create API key')
  await create.getByLabel('Name').fill('nightly report')
  await create.getByRole('radio', { name: 'Reader', exact: true }).check()
  await press(create, 'Confirm')
  const shown = dialog(page, 'nightly report')
  const secret = await shown.locator('code').textContent()
  await shown.getByRole('button', { name: 'Close' }).last().click()
  const program = new Client(on.plenum.url, secret!)
  expect((await program.call('app.list', {})).apps).toHaveLength(1)
  expect((await program.refused('app.create', { name: 'Not mine' })).code).toBe('not_allowed')

  await press(page, 'Revoke nightly report')
  await press(page.getByRole('dialog'), /Confirm|Revoke/)
  await reads(page, 'Revoked 10 Nov 2022')

  expect((await program.refused('app.list', {})).code).toBe('not_signed_in')
})

test('the ledger tells who changed what, from which value to which, and can be filtered', async () => {
  const { app, page } = await ownerWithApp('Greta Holm')
  await app.upgrade()
  await app.modify({ edition: 'pro', membersPerGroup: 2000 })
  await openApp(page, app)

  await page.getByRole('link', { name: 'Ledger' }).click()
  await reads(page, 'Feature configuration modified', 'Greta Holm', 'Members per group', '200', '2,000', '+$239.99')
  await look(page, 'ledger')
  await page.getByText('Status', { exact: true }).click()
  await page.getByText('Feature configuration modified').waitFor({ state: 'hidden' })
  await page.getByText('Plan', { exact: true }).click()
  await reads(page, 'Feature configuration modified')
})

test('a field that is missing at sign-in is said in our words and gets the focus', async () => {
  const page = await on.window()
  await page.goto('/sign-in')
  await press(page, 'Sign in')
  await reads(page, 'E-mail address is missing.')
  await page.getByLabel('E-mail address').fill('nobody')
  await press(page, 'Sign in')
  await reads(page, 'This is not an e-mail address.')
  await page.getByLabel('E-mail address').fill('nobody@example.com')
  await press(page, 'Sign in')
  await reads(page, 'Password is missing.')
  expect(await page.getByRole('textbox', { name: 'Password' }).evaluate((field) => field === field.ownerDocument.activeElement)).toBe(true)
})

test('the operator inside the app of a customer reads whose it is, and their own overview leads to the accounts', async () => {
  const customer = await on.plenum.signUp('Northwind Studio')
  const app = await on.plenum.createApp(customer, 'Lumen Live')
  const page = await on.window({ as: await on.plenum.signIn(operatorEmail) })

  await page.goto('/')
  await reads(page, 'The apps of its customers stand under Accounts.')
  await page.goto(`/apps/${app.sdkAppId}`)
  await reads(page.getByRole('note'), 'Northwind Studio, as operator')
  await press(page, 'Switch to another app')
  await reads(page, 'Apps of Northwind Studio')
})

test('the bell tells what somebody else changed and leads to the app; Compare with the modification used up says when it is possible', async () => {
  const { owner, app, page } = await on.ownerWithApp('Nora Hall')
  await app.upgrade()
  await app.modify({ membersPerGroup: 1000 })
  await on.plenum.operator.call('plan.resetAllowance', { sdkAppId: app.sdkAppId })
  await app.modify({ membersPerGroup: 2000 })
  expect(owner).toBeDefined()

  await page.goto('/')
  await press(page, 'View Upgradeable Items')
  const compare = page.getByRole('dialog', { name: 'Compare Upgradeable Items' })
  await reads(compare, 'Used on 10 November. Possible again on 1 December.')
  expect(await button(compare, 'Modify feature configuration').isDisabled()).toBe(true)
  await page.keyboard.press('Escape')
  await press(page, /^Notices, 1 unread/)
  await page.getByRole('link', { name: 'Modification of this month given back' }).click()
  await page.getByText('Standard Billing Plan').waitFor()
})
