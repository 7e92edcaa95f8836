import type { Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { look, stage } from './src/stage.ts'
import { button, dialog, eventually, openDialog, press, reads } from './src/steps.ts'

const on = stage()
const isFocused = (page: Page, field: Locator) => eventually(() => field.and(page.locator(':focus')).count()).toBe(1)

test('a deleted app is found again by its status, with its ledger', async () => {
  const owner = await on.plenum.signUp('Ana Reyes')
  const app = await on.plenum.createApp(owner, 'Old Harbor')
  await app.disable()
  await app.delete()
  const page = await on.window({ as: owner })

  await page.goto('/')
  await reads(page, 'No app yet.')
  await press(page, 'Deleted apps')
  const card = page.getByRole('listitem').filter({ hasText: 'Old Harbor' })
  await reads(card, 'Deleted on')
  await look(page, 'deleted apps')
  await card.getByRole('link', { name: 'Ledger' }).click()

  await page.getByRole('heading', { name: 'Ledger', level: 1 }).waitFor()
  await reads(page, 'App deleted')
})

test('the audit tells what was done in the account, and leads to the app it was done to', async () => {
  const owner = await on.plenum.signUp('Bela Fodor')
  const app = await on.plenum.createApp(owner, 'Lumen Live')
  await owner.call('person.invite', { email: 'cy@example.com', role: 'developer' })
  const page = await on.window({ as: owner })

  await page.goto('/')
  await page.getByRole('link', { name: 'Audit' }).click()
  await reads(page, 'Person invited', 'App created', 'Account opened')
  await look(page, 'audit')
  await page
    .getByRole('link', { name: `Lumen Live · ${app.sdkAppId}` })
    .first()
    .click()

  await page.getByRole('heading', { name: 'Ledger', level: 1 }).waitFor()
})

test('the account and oneself get another name, and the page shows it', async () => {
  const page = await on.window({ as: await on.plenum.signUp('Carla Rossi') })

  await page.goto('/people')
  const account = await openDialog(page, 'Rename account')
  await account.getByLabel('Name of the account').fill('Northwind Studio')
  await press(account, 'Save')
  await reads(page, 'Who works with the apps of Northwind Studio', 'The account is called Northwind Studio now.')
  await press(page, 'Signed in as Carla Rossi')
  await page.getByRole('menuitem', { name: 'Change name' }).click()
  const me = dialog(page, 'Change name')
  await isFocused(page, me.getByLabel('Name'))
  await me.getByLabel('Name').fill('Carla Bianchi')
  await press(me, 'Save')

  await button(page, 'Signed in as Carla Bianchi').waitFor()
})

test('many apps are lines, the choice stays in the address, and in the switcher one types and presses Enter', async () => {
  const owner = await on.plenum.signUp('Dora Klein')
  for (let number = 1; number <= 30; number++) await owner.call('app.create', { name: `Shop ${String(number).padStart(2, '0')}` })
  const page = await on.window({ as: owner })

  await page.goto('/')
  await eventually(() => page.getByRole('row').count()).toBe(31)
  await look(page, 'many apps')
  await page.getByText('Cards', { exact: true }).click()
  await eventually(() => page.getByRole('row').count()).toBe(0)
  await page.reload()
  await reads(page, 'Shop 30')
  expect(await page.getByRole('row').count()).toBe(0)

  await page.getByRole('link', { name: 'Shop 30' }).click()
  await press(page, 'Switch to another app')
  const search = page.getByRole('menu').getByLabel('Name or SDKAppID')
  await isFocused(page, search)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.type('shop 07')
  await eventually(() => search.inputValue()).toBe('shop 07')
  await page.keyboard.press('Enter')

  await page.getByRole('heading', { name: 'Shop 07', level: 1 }).waitFor()
})

test('what is missing to sign in is said in our words, in the field that misses it', async () => {
  const page = await on.window()

  await page.goto('/sign-in')
  await page.getByLabel('E-mail address').fill('not an address')
  await press(page, 'Sign in')
  await reads(page, 'This is not an e-mail address.')
  await page.getByLabel('E-mail address').fill('edith@example.com')
  await press(page, 'Sign in')

  await reads(page, 'Password is missing.')
  await isFocused(page, page.getByRole('textbox', { name: 'Password' }))
})
