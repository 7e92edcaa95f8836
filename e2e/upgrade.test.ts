import { expect, test } from 'vitest'
import { look, stage } from './src/stage.ts'
import { button, dialog, eventually, openApp, openDialog, press, reads } from './src/steps.ts'

const on = stage()
const noReturn = 'This app can never return to Free. I have understood this.'
const groupsLabel = 'Increasing maximum number of groups one user can join'
const membersLabel = 'Maximum members one group can accommodate (non-audio-video group)'

async function freeApp(name: string) {
  const opened = await on.ownerWithApp(name)
  await openApp(opened.page, opened.app)
  return opened
}

test('an upgrade to Pro shows what it costs, and the app feels it at its next request', async () => {
  const { app, page } = await freeApp('Ana Reyes')
  await app.importUsers(Array.from({ length: 99 }, (_, number) => `user_${number}`))
  expect(await app.v4('im_open_login_svc/account_import', { UserID: 'one_more' })).toMatchObject({ ErrorCode: 70398 })

  const upgrade = await openDialog(page, 'Upgrade')
  const price = upgrade.getByRole('complementary', { name: 'Price' })
  expect(await upgrade.getByRole('radio', { name: 'Pro' }).isChecked()).toBe(true)
  await reads(
    price,
    'List price',
    'Each month',
    '$449.99',
    'This month',
    '$314.99',
    '21 of 30 days',
    '$449.99 × 21 ÷ 30',
    'First full month',
  )
  await reads(price, 'In force at once', '1 to 3 December')
  expect(await upgrade.getByRole('switch', { name: 'Unlimited number of audio-video groups' }).isChecked()).toBe(false)
  expect(await upgrade.getByLabel(groupsLabel).inputValue()).toBe('500')
  expect(await upgrade.getByLabel(membersLabel).inputValue()).toBe('200')
  expect(await button(upgrade, 'Confirm').isDisabled()).toBe(true)
  await upgrade.getByLabel(noReturn).check()
  await look(page, 'upgrade')
  await press(upgrade, 'Confirm')

  await upgrade.waitFor({ state: 'hidden' })
  await reads(page, 'Pro-postpaid', 'Modify feature configuration')
  await reads(page, 'In force since 10 Nov 2022, 14:20: Pro with', 'The first bill, $314.99, comes on 1 to 3 December.')
  expect(await button(page, 'Upgrade').count()).toBe(0)
  expect(await app.v4('im_open_login_svc/account_import', { UserID: 'one_more' })).toMatchObject({ ErrorCode: 0 })
})

test('on Ultimate the audio-video groups are unlimited and fixed, and the numbers begin at its included values', async () => {
  const { page } = await freeApp('Bela Fodor')
  const upgrade = await openDialog(page, 'Upgrade')

  await upgrade.getByRole('radio', { name: 'Ultimate' }).check()

  const price = upgrade.getByRole('complementary', { name: 'Price' })
  await reads(price, '$899.99', '$629.99')
  const unlimited = upgrade.getByRole('switch', { name: 'Unlimited number of audio-video groups' })
  expect([await unlimited.isChecked(), await unlimited.isDisabled()]).toEqual([true, true])
  expect(await upgrade.getByLabel(groupsLabel).inputValue()).toBe('1,000')
  expect(await upgrade.getByLabel(membersLabel).inputValue()).toBe('2,000')
})

test('a number between two steps costs the step that covers it, and the dialog says so', async () => {
  const { page, app } = await freeApp('Carla Rossi')
  const upgrade = await openDialog(page, 'Upgrade')
  const price = upgrade.getByRole('complementary', { name: 'Price' })

  await upgrade.getByLabel(membersLabel).fill('1000')
  await reads(price, '$239.99', '$689.98', '$482.99', '$689.98 × 21 ÷ 30')
  await reads(upgrade, '2,000 costs the same as 1,000.')
  await upgrade.getByLabel(membersLabel).fill('2001')
  await reads(upgrade, 'A whole number from 200 to 2,000.')
  await upgrade.getByLabel(noReturn).check()
  expect(await button(upgrade, 'Confirm').isDisabled()).toBe(true)
  await upgrade.getByLabel(membersLabel).fill('1000')
  await press(upgrade, 'Use 2,000')
  await press(upgrade, 'Confirm')
  await upgrade.waitFor({ state: 'hidden' })

  expect((await app.get()).configuration).toMatchObject({ edition: 'pro', groupsPerUser: 500, membersPerGroup: 2000 })
})

test('existing groups keep their maximum until they are raised', async () => {
  const { app, page } = await freeApp('Dora Klein')
  await app.importUsers(Array.from({ length: 30 }, (_, number) => `user_${number}`))
  const members = Array.from({ length: 20 }, (_, number) => ({ Member_Account: `user_${number}` }))
  const groupId = await app.createGroup({ MemberList: members })
  await app.createGroup()
  const join = () => app.v4('group_open_http_svc/add_group_member', { GroupId: groupId, MemberList: [{ Member_Account: 'user_29' }] })

  const upgrade = await openDialog(page, 'Upgrade')
  await upgrade.getByLabel(noReturn).check()
  await press(upgrade, 'Confirm')
  await reads(page, '2 existing groups keep their maximum of 20 members.')
  expect((await join()).ErrorCode).toBe(10014)
  await press(page, 'Raise them to 200')
  await reads(page, '2 groups can now have 200 members.')

  expect((await join()).ErrorCode).toBe(0)
})

test('of two windows that confirm at once one upgrades and the other is told to look again', async () => {
  const { owner, app, page: first } = await freeApp('Greta Holm')
  const second = await on.window({ as: owner })
  await openApp(second, app)
  const upgrades = [await openDialog(first, 'Upgrade'), await openDialog(second, 'Upgrade')]
  for (const upgrade of upgrades) await upgrade.getByLabel(noReturn).check()

  await Promise.all(upgrades.map((upgrade) => press(upgrade, 'Confirm')))

  const told = () => Promise.all(upgrades.map((upgrade) => upgrade.getByText('changed_meanwhile').count()))
  await eventually(async () => (await told()).toSorted()).toEqual([0, 1])
  await reads(upgrades[(await told()).indexOf(1)]!, 'Greta Holm changed this plan at 14:20.', 'Look at the figures again')
  const { entries } = await owner.call('ledger.list', { sdkAppId: app.sdkAppId })
  expect(entries.map(({ kind }) => kind)).toEqual(['upgraded', 'created'])
})

test('the Upgrade dialog works with the keyboard alone', async () => {
  const { page, app } = await freeApp('Hugo Ferrer')
  const focused = () => page.evaluate('document.activeElement.textContent')
  const opener = button(page, 'Upgrade')

  await opener.focus()
  await page.keyboard.press('Enter')
  await dialog(page, 'Upgrade').waitFor()
  await eventually(focused).toBe('Upgrade')
  expect(await opener.evaluate((element) => element === element.ownerDocument.activeElement)).toBe(false)
  await page.keyboard.press('Escape')
  await dialog(page, 'Upgrade').waitFor({ state: 'hidden' })
  await eventually(() => opener.evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true)

  await page.keyboard.press('Enter')
  const upgrade = dialog(page, 'Upgrade')
  await upgrade.waitFor()
  const reach = async (target: ReturnType<typeof button>) => {
    for (let presses = 0; presses < 40; presses++) {
      await page.keyboard.press('Tab')
      if (await target.evaluate((element) => element === element.ownerDocument.activeElement)) return
    }
    throw new Error('The keyboard does not lead there')
  }
  await reach(upgrade.getByRole('radio', { name: 'Pro' }))
  await page.keyboard.press('ArrowRight')
  await reads(upgrade.getByRole('complementary', { name: 'Price' }), '$629.99')
  await reach(upgrade.getByLabel(noReturn))
  await page.keyboard.press('Space')
  await reach(button(upgrade, 'Confirm'))
  await page.keyboard.press('Enter')
  await upgrade.waitFor({ state: 'hidden' })

  expect((await app.get()).planName).toBe('Ultimate-postpaid')
  await eventually(focused).toBe('Lumen Live')
})
