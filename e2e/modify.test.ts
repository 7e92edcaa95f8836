import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { password } from './src/plenum.ts'
import { look, stage } from './src/stage.ts'
import { button, dialog, openApp, openDialog, press, reads } from './src/steps.ts'

const on = stage()
const modifyName = 'Modify feature configuration'

async function paidApp(name: string, edition: 'pro' | 'ultimate') {
  const opened = await on.ownerWithApp(name)
  await opened.app.upgrade({ edition })
  return opened
}

test('Ultimate to Pro names what stands above the new limits and what is lost, and the app feels it at once', async () => {
  const { app, page } = await paidApp('Ana Reyes', 'ultimate')
  const users = Array.from({ length: 205 }, (_, number) => `user_${number}`)
  await app.importUsers(users)
  const groupId = await app.createGroup({ Name: 'Launch party' })
  const join = (userIds: string[]) =>
    app.v4('group_open_http_svc/add_group_member', { GroupId: groupId, MemberList: userIds.map((userId) => ({ Member_Account: userId })) })
  for (const from of [0, 100, 200]) await join(users.slice(from, Math.min(from + 100, 203)))
  expect((await join(['user_203'])).ErrorCode).toBe(0)

  await openApp(page, app)
  const modify = await openDialog(page, modifyName)
  await reads(modify, 'Nothing to confirm yet: this is the present configuration.')
  await modify.getByText('Pro', { exact: true }).click()
  await reads(modify, 'All of this stays and works.', '1group with more than 200 members', 'Launch party', '204')
  await reads(modify, 'History falls from 30 days to 7', 'Nothing is lost for 24 hours.')
  await reads(modify, 'To keep 30 days ($99.99 a month), set it in Login and Message by 11 Nov 2022, 14:20')
  expect(await modify.getByText(/until then|purged/).count()).toBe(0)
  await reads(modify, 'This uses the one modification of November. The next is possible on 1 December.')
  await reads(modify.getByRole('complementary', { name: 'Price' }), '$449.99', '−$450.00', 'Unchanged, it would be $629.99', '$314.99')
  await look(page, 'modify-to-pro')

  const [download] = await Promise.all([page.waitForEvent('download'), press(modify, /Download CSV/)])
  expect(await readFile((await download.path())!, 'utf8')).toContain(`group,${groupId},Launch party,204,200`)

  expect(await button(modify, 'Confirm').isDisabled()).toBe(true)
  await modify.getByLabel('Messages older than 7 days will be lost. I have understood this.').check()
  await press(modify, 'Confirm')
  await modify.waitFor({ state: 'hidden' })

  await reads(page, 'Messages older than 7 days are lost on 11 Nov 2022, 14:20. To keep 30 days ($99.99 a month), set it by then')
  await reads(page, 'In force since 10 Nov 2022, 14:20: Pro with 200 members per group and 500 groups per user, $449.99 a month.')
  await reads(page, 'Pro-postpaid', '204, limit 200', 'Used on 10 November. Possible again on 1 December.')
  expect(await button(page, modifyName).isDisabled()).toBe(true)
  expect(await join(['user_204'])).toMatchObject({ ErrorCode: 10038 })
})

test('Ultimate to Pro names the communities that it hides, also where nothing stands above a limit', async () => {
  const { app, page } = await paidApp('Ivo Novak', 'ultimate')
  for (const Name of ['Gardeners', 'Bakers']) await app.createGroup({ Type: 'Community', GroupId: `@TGS#_${Name}`, Name })
  await openApp(page, app)
  const modify = await openDialog(page, modifyName)
  await modify.getByText('Pro', { exact: true }).click()
  await reads(modify, 'Hidden by the change', '2communities hidden', 'Gardeners', 'Bakers', 'Their topics are kept too.')
  await look(page, 'modify-hides-communities')
  const [download] = await Promise.all([page.waitForEvent('download'), press(modify, /Download CSV/)])
  expect(await readFile((await download.path())!, 'utf8')).toContain('community,@TGS#_Gardeners,Gardeners,0,0')
})

test('beside what stands above a limit is the price at which it fits, and one click takes it into the form', async () => {
  const { app, page } = await paidApp('Jana Weiss', 'ultimate')
  await Promise.all(Array.from({ length: 51 }, () => app.createGroup({ Type: 'AVChatRoom' })))
  await openApp(page, app)
  const modify = await openDialog(page, modifyName)
  await modify.getByText('Pro', { exact: true }).click()
  await reads(modify, 'The cheapest at which nothing is above a limit or hidden: Pro with', 'unlimited audio-video groups, $899.98 a month')

  await press(modify, 'Keep them unlimited: +$449.99 a month, all 51 fit')

  expect(await modify.getByRole('switch', { name: 'Unlimited audio-video groups' }).isChecked()).toBe(true)
  await reads(modify.getByRole('complementary', { name: 'Price' }), '$899.98')
  await modify.getByText('Above the new limits').waitFor({ state: 'hidden' })
  await look(page, 'modify-way-out')
})

test('features in use are named, the others stand in one quiet line', async () => {
  const { app, page } = await paidApp('Karl Brandt', 'ultimate')
  await app.importUsers(['ann', 'bob'])
  await app.ok('recentcontact/create_contact_group', {
    From_Account: 'ann',
    GroupContactItem: [{ GroupName: 'Friends', ContactItem: [{ Type: 1, To_Account: 'bob' }] }],
  })
  await openApp(page, app)
  const modify = await openDialog(page, modifyName)
  await modify.getByText('Pro', { exact: true }).click()

  await reads(modify, '1feature in use needs Ultimate', 'Conversation groups', '14 other features need Ultimate')
  expect(await modify.getByText('User status of others').count()).toBe(0)
})

test('a half-made choice survives Compare, loading again, going away and back, and a session that ended; not Cancel', async () => {
  const { owner, app, page } = await paidApp('Lena Vogt', 'pro')
  await openApp(page, app)
  const modify = await openDialog(page, modifyName)
  const members = modify.getByLabel('Max members per group')
  const kept = async () => {
    await modify.waitFor()
    expect(await members.inputValue()).toBe('1,500')
  }
  await members.fill('1500')

  await press(modify, 'Compare editions')
  const compare = dialog(page, 'Compare Upgradeable Items')
  await compare.getByText('Quantities').waitFor()
  await page.keyboard.press('Escape')
  await compare.waitFor({ state: 'hidden' })
  await kept()
  await page.reload()
  await kept()
  await page.goto('/price-list')
  await page.goBack()
  await kept()
  await owner.call('session.signOut', {})
  await page.reload()
  await page.getByLabel('E-mail address').fill('lena.vogt@example.com')
  await page.getByRole('textbox', { name: 'Password' }).fill(password)
  await press(page, 'Sign in')
  await kept()

  await press(modify, 'Cancel')
  await modify.waitFor({ state: 'hidden' })
  expect(new URL(page.url()).search).toBe('')
  await openDialog(page, modifyName)
  expect(await members.inputValue()).toBe('200')
})

test('the price list opens beside a dialog', async () => {
  const { app, page } = await paidApp('Maria Sand', 'pro')
  await openApp(page, app)
  const modify = await openDialog(page, modifyName)

  const [beside] = await Promise.all([page.waitForEvent('popup'), modify.getByRole('link', { name: 'price list' }).click()])

  await beside.getByRole('heading', { name: 'Price list', level: 1 }).waitFor()
  expect(await modify.isVisible()).toBe(true)
})

test('Free is never offered in Modify feature configuration', async () => {
  const { app, page } = await paidApp('Bela Fodor', 'pro')
  await openApp(page, app)
  const modify = await openDialog(page, modifyName)

  expect(await modify.getByRole('radiogroup', { name: 'Plan edition' }).getByRole('radio').count()).toBe(2)
  expect(await modify.getByText('Free', { exact: true }).count()).toBe(0)
})

test('a modification refused because someone was faster keeps what was chosen and shows new figures', async () => {
  const { owner, app, page } = await paidApp('Carla Rossi', 'pro')
  await openApp(page, app)
  const modify = await openDialog(page, modifyName)
  await modify.getByLabel('Max members per group').fill('2000')
  await reads(modify.getByRole('complementary', { name: 'Price' }), '$239.99')

  await owner.call('app.update', { sdkAppId: app.sdkAppId, introduction: 'Changed in between' })
  await press(modify, 'Confirm')
  await reads(modify, 'Carla Rossi changed this app at 14:20.', 'changed_meanwhile')
  expect(await modify.getByLabel('Max members per group').inputValue()).toBe('2,000')
  await reads(modify, 'The prices are the same as before.')
  expect(await button(modify, 'Confirm').isDisabled()).toBe(true)
  await press(modify, 'I have looked at the new figures')
  await press(modify, 'Confirm')
  await modify.waitFor({ state: 'hidden' })

  expect((await app.get()).configuration.membersPerGroup).toBe(2000)
})

test('a double click on Confirm modifies once', async () => {
  const { app, page } = await paidApp('Dora Klein', 'pro')
  await openApp(page, app)
  const modify = await openDialog(page, modifyName)
  await modify.getByRole('switch', { name: 'Unlimited audio-video groups' }).press('Space')
  await reads(modify.getByRole('complementary', { name: 'Price' }), '$899.98')

  await button(modify, 'Confirm').dblclick()
  await modify.waitFor({ state: 'hidden' })

  const { entries } = await app.owner.call('ledger.list', { sdkAppId: app.sdkAppId })
  expect(entries.map(({ kind }) => kind)).toEqual(['modified', 'upgraded', 'created'])
})

test('the storage period of historical messages is set on Login and Message, with a fee for the whole month', async () => {
  const { app, page } = await paidApp('Edith Vogel', 'pro')
  await openApp(page, app)
  await page.getByRole('link', { name: 'Login and Message' }).click()
  await reads(page, 'Historical Message Storage Period Settings', '7 days')

  await press(page.getByRole('region', { name: /^Historical Message Storage Period Settings/ }), /^Edit/)
  const settings = dialog(page, 'Historical Message Storage Period Settings')
  await settings.getByText('90 days').first().click()
  await reads(settings, '$179.99', 'whole month')
  await look(page, 'retention')
  await press(settings, 'Confirm')
  await settings.waitFor({ state: 'hidden' })

  await reads(page, '90 days', 'Possible again on 1 December.')
  expect((await app.get()).configuration).toMatchObject({ historyDays: 90, edition: 'pro' })
  await openApp(page, app)
  expect(await button(page, modifyName).isEnabled()).toBe(true)
})
