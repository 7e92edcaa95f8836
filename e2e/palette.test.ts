import { expect, test } from 'vitest'
import { look, stage } from './src/stage.ts'
import { eventually, press, reads } from './src/steps.ts'
import { whatIsWrong } from './src/what-is-wrong.ts'

const on = stage()

test('the keyboard alone leads to a page, to another app, and to a user or group of the app that is open', async () => {
  const { owner, app, page } = await on.ownerWithApp('Ana Reyes')
  await on.plenum.createApp(owner, 'Old Harbor')
  await app.importUsers(['ann', 'ben'])
  const groupId = await app.createGroup({ Name: 'Gardeners' })
  const chosen = () => page.getByRole('listbox', { name: 'Found' }).getByRole('option', { selected: true }).textContent()
  const goTo = async (typed: string, first: string | RegExp) => {
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog', { name: 'Go to' }).waitFor()
    await page.getByRole('combobox', { name: 'Page, app, user or group' }).waitFor()
    await page.keyboard.type(typed)
    await eventually(chosen).toMatch(first)
    await page.keyboard.press('Enter')
    await eventually(() => page.getByRole('dialog').count()).toBe(0)
  }
  await page.goto(`/apps/${app.sdkAppId}`)
  await page.getByText('Standard Billing Plan').waitFor()

  await goTo('group man', /^Group Management/)
  await page.getByRole('heading', { name: 'Group Management' }).waitFor()
  await goTo('ann', /^ann/)
  await page.getByRole('heading', { name: 'Account Management' }).waitFor()
  await eventually(() => page.getByRole('button', { name: /^Edit/ }).count()).toBe(1)
  await goTo('gardeners', `${groupId}, GardenersGroup`)
  await page.getByRole('heading', { name: 'Gardeners' }).waitFor()
  await goTo('old har', /^Old Harbor, \d+App$/)
  await page.getByRole('heading', { name: 'Old Harbor' }).waitFor()
})

test('the button opens it too; arrows choose, Escape closes and gives the focus back, and what is not found is said', async () => {
  const { page } = await on.ownerWithApp('Ben Okoye')
  await page.goto('/')
  await page.getByRole('heading', { name: 'Overview' }).waitFor()
  await press(page, /^Go to a page or an app/)
  const field = page.getByRole('combobox', { name: 'Page, app, user or group' })
  await field.waitFor()
  await page.keyboard.press('ArrowUp')
  await reads(page.getByRole('listbox', { name: 'Found' }).getByRole('option', { selected: true }), 'Webhooks')
  await page.keyboard.press('ArrowDown')
  await reads(page.getByRole('listbox', { name: 'Found' }).getByRole('option', { selected: true }), 'Overview')
  await look(page, 'palette')
  expect(await whatIsWrong(page)).toEqual([])
  await field.fill('zzz')
  await reads(page, 'Nothing is called zzz.')
  await page.keyboard.press('Escape')
  await eventually(() => page.evaluate<string>('document.activeElement.getAttribute("aria-label")')).toMatch(/^Go to a page/)
})
