import { expect, test } from 'vitest'
import { operatorEmail, password } from './src/plenum.ts'
import { look, stage } from './src/stage.ts'
import { button, dialog, eventually, openDialog, press, reads, signIn } from './src/steps.ts'

const on = stage()

test('the operator signs in for the first time and sees the accounts of the installation', async () => {
  await on.plenum.signUp('Nora Lind')
  const page = await on.window()

  await signIn(page, operatorEmail)
  await page.getByRole('link', { name: 'Accounts' }).click()

  await reads(page, 'Nora Lind', 'nora.lind@example.com')
})

test('whoever opens an address without being signed in is led to the sign-in page and back', async () => {
  await on.plenum.signUp('Olga Brandt')
  const page = await on.window()

  await page.goto('/price-list')
  await page.getByLabel('E-mail address').fill('olga.brandt@example.com')
  await page.getByRole('textbox', { name: 'Password' }).fill('this is not it')
  await press(page, 'Sign in')
  await reads(page, 'E-mail address and password do not match.', 'wrong_credentials')
  await page.getByRole('textbox', { name: 'Password' }).fill(password)
  await press(page, 'Sign in')

  await page.getByRole('heading', { name: 'Price list', level: 1 }).waitFor()
})

test('a customer signs up, creates an app and finds it on a card of the overview', async () => {
  const page = await on.window()

  await page.goto('/sign-up')
  await page.getByLabel('Your name').fill('Ana Reyes')
  await page.getByLabel('Name of the account').fill('Harbor Works')
  await page.getByLabel('E-mail address').fill('ana@example.com')
  await page.getByRole('textbox', { name: 'Password' }).fill(password)
  await press(page, 'Sign up')
  await reads(page, 'Overview', 'Harbor Works', 'No app yet. Every app begins on Free, which costs nothing.')

  const create = await openDialog(page, 'Create Application')
  expect(await button(create, 'Confirm').isDisabled()).toBe(true)
  await create.getByLabel('App name').fill('Lumen Live')
  await press(create, 'Confirm')
  await page.getByRole('heading', { name: 'Lumen Live', level: 1 }).waitFor()
  await reads(page, 'Enabled', /SDKAppID 14\d{8}/, 'Standard Billing Plan', 'Free', 'administrator')

  await page.getByRole('link', { name: 'Overview' }).click()
  const card = page.getByRole('listitem').filter({ hasText: 'Lumen Live' })
  await reads(card, 'Free', 'Enabled', 'SDKAppID', 'Creation time', '10 Nov 2022', 'Expiration time', 'Permanent')
  await reads(page, /1\s*of 300/)
  await look(page, 'overview')
  await card.getByRole('link', { name: 'Lumen Live' }).click()
  await page.getByRole('heading', { name: 'Lumen Live', level: 1 }).waitFor()
})

test('a new app leads to its first call, which works as it is shown and appears beside it', async () => {
  const owner = await on.plenum.signUp('Quentin Moreau')
  const { sdkAppId } = await owner.call('app.create', { name: 'Lumen Live' })
  const page = await on.window({ as: owner })

  await page.goto(`/apps/${sdkAppId}`)
  const steps = page.getByRole('region', { name: 'First steps' })
  await reads(steps, String(sdkAppId), 'No call yet. The first one appears here by itself.')
  await press(steps, 'Make a call ready to paste')
  await look(page, 'first-steps')
  const [, address, body] = /^curl '(.+)' \\\n {2}-d '(.+)'$/.exec((await steps.locator('pre').textContent()) ?? '')!
  const answer = await fetch(address!, { method: 'POST', body: body! })

  expect(await answer.json()).toMatchObject({ ErrorCode: 0 })
  await reads(steps, 'im_open_login_svc/account_import', 'OK')
  await fetch(address!.replace(/usersig=[^&]+/, 'usersig=nonsense'), { method: 'POST', body: body! })
  await page.getByRole('link', { name: 'REST Calls' }).click()
  await page.getByRole('heading', { name: 'REST Calls', level: 1 }).waitFor()
  await reads(page, '70003', 'administrator')
  await look(page, 'rest-calls')
})

test('the overview finds apps by name and SDKAppID, by status and by plan', async () => {
  const owner = await on.plenum.signUp('Piotr Nowak')
  const harbor = await on.plenum.createApp(owner, 'Old Harbor')
  const meridian = await on.plenum.createApp(owner, 'Meridian Support')
  await harbor.disable()
  await meridian.upgrade()
  const page = await on.window({ as: owner })
  const names = () => page.getByRole('main').getByRole('heading', { level: 2 }).allInnerTexts()

  await page.goto('/')
  await eventually(names).toEqual(['Meridian Support', 'Old Harbor'])
  await page.getByLabel('Name or SDKAppID').fill('harb')
  await eventually(names).toEqual(['Old Harbor'])
  await page.getByLabel('Name or SDKAppID').fill(String(meridian.sdkAppId))
  await eventually(names).toEqual(['Meridian Support'])
  await page.getByLabel('Name or SDKAppID').fill('')
  await page.getByLabel('Status', { exact: true }).selectOption({ label: 'Disabled' })
  await eventually(names).toEqual(['Old Harbor'])
  await page.getByLabel('Status', { exact: true }).selectOption({ label: 'All status' })
  await page.getByLabel('Plan', { exact: true }).selectOption({ label: 'Pro-postpaid' })
  await eventually(names).toEqual(['Meridian Support'])
})

test('Compare Upgradeable Items sets the editions side by side and leads to Upgrade', async () => {
  const owner = await on.plenum.signUp('Ines Moreau')
  await on.plenum.createApp(owner, 'Atelier')
  const page = await on.window({ as: owner })

  await page.goto('/')
  await press(page, 'View Upgradeable Items')
  const compare = dialog(page, 'Compare Upgradeable Items')
  await reads(compare, 'Free', 'Pro', '$449.99', 'Ultimate', '$899.99', 'This app')
  await look(page, 'compare')
  await press(compare, 'Upgrade Plan')

  await dialog(page, 'Upgrade').waitFor()
})

test('signing out ends it: what was open asks to sign in again', async () => {
  const owner = await on.plenum.signUp('Emil Sand')
  const page = await on.window({ as: owner })

  await page.goto('/people')
  await page.getByRole('heading', { name: 'People', level: 1 }).waitFor()
  await press(page, 'Signed in as Emil Sand')
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()

  await page.goto('/people')
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
})
