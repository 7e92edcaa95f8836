import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { look, stage } from './src/stage.ts'
import { button, dialog, eventually, openDialog, press, reads } from './src/steps.ts'

const on = stage()

test('accounts are created, found, edited, exported and deleted, and the ledger says who did it', async () => {
  const { app, page } = await on.ownerWithApp('Ana Reyes')
  await app.importUsers(Array.from({ length: 24 }, (_, number) => `user_${String(number).padStart(2, '0')}`))
  await page.goto(`/apps/${app.sdkAppId}/account-management`)
  await reads(page, '25 accounts', 'Page 1')
  await look(page, 'account-management')

  const create = await openDialog(page, 'Create account')
  await create.getByLabel('Username').fill('zoe')
  await create.getByLabel('Nickname').fill('Zoë Lund')
  await press(create, 'Confirm')
  await reads(page, 'zoe is created.', '26 accounts')
  await press(page, 'Next')
  await reads(page, 'Page 2', 'Zoë Lund')

  await page.getByRole('combobox', { name: 'Search by' }).selectOption('Nickname')
  await page.getByRole('searchbox').fill('zoë')
  await eventually(() => page.getByRole('checkbox', { name: /^(user|zoe)/ }).count()).toBe(1)
  await press(page, 'Edit zoe')
  const edit = dialog(page, 'Edit zoe')
  await edit.getByLabel('Gender').selectOption('Female')
  await edit.getByLabel('Birth date').fill('2001-04-19')
  await look(page, 'edit-account')
  await press(edit, 'Confirm')
  await reads(page, 'zoe is saved.')
  const { users } = await app.owner.call('appUser.get', { sdkAppId: app.sdkAppId, userIds: ['zoe'] })
  expect(users[0]!.profile).toEqual({ nick: 'Zoë Lund', gender: 'female', birthday: 20010419, custom: {} })

  await press(page, 'Export zoe')
  const saved = page.waitForEvent('download')
  await press(dialog(page, 'Export successful'), 'Download')
  const csv = await readFile(await (await saved).path(), 'utf8')
  expect(csv.split('\r\n')[1]).toMatch(/^zoe,Zoë Lund,,General,/)
  await page.keyboard.press('Escape')

  await page.getByRole('checkbox', { name: 'All on this page' }).check()
  const remove = await openDialog(page, 'Batch Delete')
  await reads(remove, 'zoe', 'This cannot be undone.')
  await press(remove, 'Confirm')
  await reads(page, '1 account deleted.', 'No nickname begins with zoë.')

  await page.getByRole('link', { name: 'Ledger' }).click()
  await reads(page, 'Accounts deleted', 'Profile of an account changed', 'Account created')
})

test('a CSV brings accounts in and says which lines do not fit; on paid plans nobody is deleted, but forced offline', async () => {
  const { app, page } = await on.ownerWithApp('Ben Okoye')
  await app.upgrade()
  await page.goto(`/apps/${app.sdkAppId}/account-management`)
  const csv = 'UserID,Nickname\r\nann,"Ann, the first"\r\nnaïve,Nobody\r\nben,Ben\r\n'
  await openDialog(page, 'Import CSV')
  const choosing = page.waitForEvent('filechooser')
  await press(dialog(page, 'Import CSV'), 'Choose a file')
  await (await choosing).setFiles({ name: 'accounts.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) })
  await reads(dialog(page, 'Import CSV'), '3 accounts')
  await press(dialog(page, 'Import CSV'), 'Confirm')
  await reads(dialog(page, 'Import CSV'), '2 accounts imported, 1 not:', 'naïve')
  await look(page, 'import-outcome')
  await page.keyboard.press('Escape')
  await reads(page, 'Ann, the first', 'Accounts can be deleted on Free only.')
  await page.getByRole('checkbox', { name: 'ann' }).check()
  expect(await button(page, 'Batch Delete').isDisabled()).toBe(true)

  await press(page, 'Force ann offline')
  await press(dialog(page, 'Force ann offline'), 'Confirm')
  await reads(page, 'ann is offline and signs in with a new UserSig only.')
})

test('a refused creation says why and keeps what was typed', async () => {
  const { app, page } = await on.ownerWithApp('Cleo Brandt')
  await app.importUsers(['ann'])
  await page.goto(`/apps/${app.sdkAppId}/account-management`)
  const create = await openDialog(page, 'Create account')
  await create.getByLabel('Username').fill('ann')
  await press(create, 'Confirm')
  await reads(create, 'There is an account ann already.', 'user_id_taken')
  expect(await create.getByLabel('Username').inputValue()).toBe('ann')
})
