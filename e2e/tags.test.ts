import { expect, test } from 'vitest'
import { join } from '../server/test/control/people/people-driver.ts'
import { stage } from './src/stage.ts'
import { button, dialog, openApp, openDialog, press, reads } from './src/steps.ts'

const on = stage()

test('tags are added on Basic Configuration and at creation; the overview finds apps by them, and people are limited by them', async () => {
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

  const create = await openDialog(page, 'Create Application')
  await create.getByLabel('App name').fill('New Quay')
  await press(create, 'Add')
  await create.getByLabel('Key').fill('team')
  expect(await button(create, 'Confirm').isEnabled()).toBe(true)
  await create.getByLabel('Value').fill('quay')
  await press(create, 'Confirm')
  await reads(page.getByRole('region', { name: 'Tag Configuration', exact: true }), 'team', 'quay')

  await page.goto('/people')
  const invite = await openDialog(page, 'Invite')
  await invite.getByLabel('E-mail address').fill('rita@example.com')
  await invite.getByText('Apps with a tag').click()
  expect(await button(invite, 'Confirm').isDisabled()).toBe(true)
  await invite.getByRole('checkbox', { name: 'team:quay' }).check()
  await reads(invite, '1 app at present.')
  await press(invite, 'Confirm')
  await dialog(page, 'Invitation link').waitFor()
  await page.keyboard.press('Escape')
  await reads(page.getByRole('row', { name: /rita@example.com/ }), 'Tag team:quay')
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
