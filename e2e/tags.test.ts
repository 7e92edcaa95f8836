import { expect, test } from 'vitest'
import { join } from '../server/test/control/people/people-driver.ts'
import { stage } from './src/stage.ts'
import { button, dialog, openApp, press, reads } from './src/steps.ts'

const on = stage()

test('tags are added and taken away on Basic Configuration, and the overview finds the app by one', async () => {
  const { owner, app, page } = await on.ownerWithApp('Ana Reyes')
  await on.plenum.createApp(owner, 'Old Harbor')
  await openApp(page, app)
  const card = page.getByRole('region', { name: 'Tag Configuration', exact: true })
  await reads(card, 'No tag yet.')
  await press(page, 'Edit Tag Configuration')
  const edit = dialog(page, 'Tag Configuration')
  for (const [key, value] of [
    ['team', 'live'],
    ['team', 'games'],
  ] as const) {
    await press(edit, 'Add')
    await edit.getByLabel('Key').last().fill(key)
    await edit.getByLabel('Value').last().fill(value)
  }
  await reads(edit, 'This key is there already.')
  expect(await button(edit, 'Confirm').isDisabled()).toBe(true)
  await button(edit, 'Delete team').first().click()
  await press(edit, 'Confirm')
  await reads(card, 'team', 'games')

  await page.goto('/')
  await page.getByRole('searchbox').fill('Team:ga')
  await reads(page, 'Lumen Live')
  await page.getByText('Old Harbor').waitFor({ state: 'detached' })
})

test('a developer sees the tags, and whom to ask', async () => {
  const { owner, app } = await on.ownerWithApp('Dora Weil')
  await owner.call('app.setTags', { sdkAppId: app.sdkAppId, tags: [{ key: 'team', value: 'live' }] })
  const { client: developer } = await join(owner, { role: 'developer' })
  const page = await on.window({ as: developer })
  await openApp(page, app)
  await reads(page, 'Only the owner and administrators can change tags. Ask Dora Weil.')
  expect(await button(page, 'Edit Tag Configuration').isDisabled()).toBe(true)
})
