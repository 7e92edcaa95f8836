import { expect, test } from 'vitest'
import { narrow, type Window } from './src/browser.ts'
import { stage } from './src/stage.ts'
import { button, eventually, openApp, press, reads, settled } from './src/steps.ts'

const on = stage()

test('the colour scheme chosen stays after loading again', async () => {
  const page = await on.window({ as: await on.plenum.signUp('Ana Reyes'), colorScheme: 'light' })
  const scheme = () => page.locator('html').getAttribute('data-mantine-color-scheme')
  await page.goto('/')
  await button(page, 'Use the dark colour scheme').waitFor()
  expect(await scheme()).toBe('light')

  await press(page, 'Use the dark colour scheme')
  await page.reload()

  await button(page, 'Use the light colour scheme').waitFor()
  expect(await scheme()).toBe('dark')
})

test('a lost connection is said below the top bar, and the page comes back by itself', async () => {
  const { app, page } = await on.ownerWithApp('Bela Fodor')
  await openApp(page, app)

  await page.context().setOffline(true)
  await press(page, /Display key/)
  await reads(page, 'Not connected. Trying again.')
  await app.upgrade()
  await page.context().setOffline(false)

  await page.getByText('Not connected. Trying again.').waitFor({ state: 'hidden' })
  await reads(page, 'Pro-postpaid')
})

test('a page whose part cannot be loaded opens once the connection is back, and until then all on screen stays', async () => {
  const { app, page } = await on.ownerWithApp('Greta Lind')
  await page.clock.install()
  await openApp(page, app)
  await marked(page)

  await page.context().setOffline(true)
  await page.getByRole('link', { name: 'People' }).hover()
  await reads(page, 'Not connected. Trying again.', 'Standard Billing Plan')
  await page.getByRole('link', { name: 'People' }).click()
  await page.context().setOffline(false)
  await page.clock.runFor(10_000)

  await page.getByRole('heading', { name: 'People', level: 1 }).waitFor()
  await page.getByText('Not connected. Trying again.').waitFor({ state: 'hidden' })
  expect(await isMarked(page)).toBe(true)
})

test('a part that a new build has taken away loads the page anew when it is opened, not when it is pointed at', async () => {
  const { app, page } = await on.ownerWithApp('Henri Duval')
  await page.clock.install()
  const gone = page.waitForResponse((response) => response.status() === 404)
  await page.route(/\/assets\/People-/, (route) => route.fulfill({ status: 404 }))
  await openApp(page, app)
  await marked(page)

  await page.getByRole('link', { name: 'People' }).hover()
  await gone
  await settled(page)
  expect(await isMarked(page)).toBe(true)
  await page.unroute(/\/assets\/People-/)
  await page.getByRole('link', { name: 'People' }).click()

  await eventually(() => isMarked(page)).toBe(false)
  await page.getByRole('heading', { name: 'People', level: 1 }).waitFor()
})

test('on a narrow screen the menu opens by one button, leads to a page and closes', async () => {
  const { app, page } = await on.ownerWithApp('Carla Rossi', { viewport: narrow, hasTouch: true })
  await openApp(page, app)

  await press(page, 'Open menu')
  await page.getByRole('link', { name: 'Login and Message' }).click()

  await page.getByRole('heading', { name: 'Login and Message', level: 1 }).waitFor()
  await button(page, 'Open menu').waitFor()
})

test('the app switcher leads from one app to another', async () => {
  const owner = await on.plenum.signUp('Dora Klein')
  await on.plenum.createApp(owner, 'Old Harbor')
  const app = await on.plenum.createApp(owner, 'Lumen Live')
  const page = await on.window({ as: owner })
  await openApp(page, app)

  await press(page, 'Switch to another app')
  await page.getByRole('menuitem', { name: /Old Harbor/ }).click()

  await page.getByRole('heading', { name: 'Old Harbor', level: 1 }).waitFor()
})

test('another account sees nothing of an app, not even that it exists', async () => {
  const app = await on.plenum.createApp(await on.plenum.signUp('Edith Vogel'), 'Secret Garden')
  const stranger = await on.window({ as: await on.plenum.signUp('Franz Adler') })

  await stranger.goto(`/apps/${app.sdkAppId}`)

  await reads(stranger, 'Nothing here')
  await eventually(() => stranger.getByText('Secret Garden').count()).toBe(0)
})

/** The mark is gone as soon as the page is loaded again. */
const marked = (page: Window) => page.evaluate(() => Object.assign(globalThis, { marked: true }))
const isMarked = (page: Window) => page.evaluate(() => 'marked' in globalThis)
