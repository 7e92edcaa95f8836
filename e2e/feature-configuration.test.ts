import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { AppDriver } from '../server/test/app-driver.ts'
import { join } from '../server/test/control/people/people-driver.ts'
import { narrow } from './src/browser.ts'
import { look, stage } from './src/stage.ts'
import { button, dialog, press, reads } from './src/steps.ts'
import { whatIsWrong } from './src/what-is-wrong.ts'

const on = stage()

const card = (page: Page, name: string) => page.getByRole('region', { name, exact: true })
const settingsOf = async ({ owner, sdkAppId }: AppDriver) => (await owner.call('settings.get', { sdkAppId })).settings

async function openPage(page: Page, { sdkAppId }: AppDriver, name: 'login-and-message' | 'group-configuration') {
  await page.goto(`/apps/${sdkAppId}/${name}`)
  await page
    .getByRole('button', { name: /^(Edit|Add) / })
    .first()
    .waitFor()
}

test('a setting is edited in a dialog, a switch asks first, and both hold at once', async () => {
  const { app, page } = await on.ownerWithApp('Ana Reyes')
  await openPage(page, app, 'login-and-message')
  await reads(card(page, 'Message Recall Settings'), '120 seconds (2 minutes)')
  await press(page, 'Edit Message Recall Settings')
  const recall = dialog(page, 'Message Recall Settings')
  await reads(recall, 'Nothing to confirm yet')
  expect(await button(recall, 'Confirm').isDisabled()).toBe(true)
  await recall.getByLabel('Time limit').fill('604801')
  await reads(recall, 'From 1 to 604,800.')
  expect(await button(recall, 'Confirm').isDisabled()).toBe(true)
  await recall.getByLabel('Time limit').fill('300')
  await press(recall, 'Confirm')
  await reads(card(page, 'Message Recall Settings'), '300 seconds (5 minutes)')

  const friendsOnly = page.getByRole('switch', { name: 'Check Relationship for One-to-One Messages' })
  await friendsOnly.press('Space')
  await press(dialog(page, 'Check Relationship for One-to-One Messages'), 'Cancel')
  expect(await friendsOnly.isChecked()).toBe(false)
  await friendsOnly.press('Space')
  await press(dialog(page, 'Check Relationship for One-to-One Messages'), 'Confirm')
  await reads(card(page, 'Relationship Check'), 'Only friends may write to each other')
  expect(await friendsOnly.isChecked()).toBe(true)
  expect(await settingsOf(app)).toMatchObject({ recallSeconds: 300, friendsOnly: true })

  await press(page, 'Edit Login Settings')
  await dialog(page, 'Login Settings').getByRole('radio', { name: 'Multi-platform' }).check()
  expect(await dialog(page, 'Login Settings').getByLabel('Devices per platform').isDisabled()).toBe(true)
  await look(page, 'login settings')
  await press(dialog(page, 'Login Settings'), 'Confirm')
  await reads(card(page, 'Login Settings'), 'Multi-platform. Each of the platforms together.')
  await look(page, 'login and message')
})

test('what needs Ultimate is seen, disabled, with the way there; after a fall to Pro it is kept, and a late Confirm is refused in place', async () => {
  const { app, page } = await on.ownerWithApp('Bela Fodor')
  await openPage(page, app, 'login-and-message')
  const receipts = card(page, 'Group Message Read Receipts')
  await reads(receipts, 'Ultimate', 'This comes with Ultimate.')
  expect(await receipts.getByRole('link', { name: 'Upgrade', exact: true }).isVisible()).toBe(true)
  expect(await button(page, 'Edit Group Message Read Receipts').isDisabled()).toBe(true)
  expect(await page.getByRole('switch', { name: 'Push to all users' }).isDisabled()).toBe(true)

  await app.upgrade({ edition: 'ultimate' })
  await openPage(page, app, 'login-and-message')
  await press(page, 'Edit Group Message Read Receipts')
  await dialog(page, 'Group Message Read Receipts').getByLabel('Meeting').uncheck()
  await press(dialog(page, 'Group Message Read Receipts'), 'Confirm')
  await reads(receipts, /Work, Public(?!,)/)
  await press(page, 'Edit Configuration of conversations to pull')
  const pulled = dialog(page, 'Configuration of conversations to pull')
  await pulled.getByLabel('Conversations').fill('400')
  await app.modify({ edition: 'pro' })
  await press(pulled, 'Confirm')
  await reads(pulled, 'This is possible on Ultimate.', 'top_plan_needed')
  await press(pulled, 'Cancel')

  await reads(receipts, 'None · Work, Public, kept for a return to Ultimate')
  await reads(card(page, 'Push to all users'), 'Off, kept for a return to Ultimate')
  expect(await receipts.getByRole('link', { name: 'Modify feature configuration' }).isVisible()).toBe(true)
  await look(page, 'kept for a return')
  await page.setViewportSize(narrow)
  await look(page, 'kept for a return narrow')
  expect(await whatIsWrong(page)).toEqual([])
})

test('a group configuration is set by event and type of group, and fields get rights', async () => {
  const { app, page } = await on.ownerWithApp('Carla Rossi', { viewport: narrow, hasTouch: true, colorScheme: 'dark' })
  await openPage(page, app, 'group-configuration')
  await press(page, 'Edit Notification of group member change')
  const notices = dialog(page, 'Notification of group member change')
  await notices.getByLabel('Group Type').selectOption('Meeting')
  await notices.getByLabel('Joined').selectOption('push')
  await notices.getByLabel('Group Type').selectOption('Work')
  await notices.getByLabel('Left').selectOption('off')
  await look(page, 'notices dialog')
  expect(await whatIsWrong(page)).toEqual([])
  await press(notices, 'Confirm')
  await page.getByText('Notification of group member change is saved: Work, Meeting.').waitFor()
  await press(page, 'Edit Pull message history before group join')
  await dialog(page, 'Pull message history before group join').getByLabel('Public').check()
  await press(dialog(page, 'Pull message history before group join'), 'Confirm')
  await page.getByText('Pull message history before group join is saved.').waitFor()
  expect(await settingsOf(app)).toMatchObject({
    memberChangeNotices: { Work: { joined: 'store', left: 'off' }, Meeting: { joined: 'push', left: 'off' } },
    historyBeforeJoining: { Work: false, Public: true, Meeting: true, Community: true },
  })

  await press(page, 'Add Custom Group Field')
  const adding = dialog(page, 'Add Custom Group Field')
  await adding.getByLabel('Name', { exact: true }).fill('1st')
  await reads(adding, 'not beginning with a digit')
  await adding.getByLabel('Name', { exact: true }).fill('colour')
  expect(await button(adding, 'Confirm').isDisabled()).toBe(true)
  await adding.getByLabel('The field cannot be deleted').check()
  await press(adding, 'Add Group Type')
  await press(adding, 'Add Group Type')
  await press(adding, 'Delete Public')
  await adding.getByRole('group', { name: 'Meeting' }).getByLabel('Write').selectOption('admin')
  await look(page, 'group field dialog')
  expect(await whatIsWrong(page)).toEqual([])
  await press(adding, 'Confirm')
  await press(page, 'Edit of colour')
  const editing = dialog(page, 'Edit: colour')
  await editing.getByRole('group', { name: 'Work' }).getByLabel('Write').selectOption('owner')
  await press(editing, 'Add Group Type')
  expect(await button(editing, 'Confirm').isDisabled()).toBe(true)
  await editing.getByLabel('The field cannot be deleted').check()
  await editing.getByLabel('Group Type', { exact: true }).selectOption('AVChatRoom')
  await press(editing, 'Confirm')
  await page.getByText('colour is saved.').waitFor()

  await press(page, 'Add Custom Group Member Field')
  const ofMembers = dialog(page, 'Add Custom Group Member Field')
  await ofMembers.getByLabel('Name', { exact: true }).fill('colour')
  await reads(ofMembers, 'There is a field colour already.')
  await ofMembers.getByLabel('Name', { exact: true }).fill('rank')
  await ofMembers.getByLabel('Self: members write their own').check()
  await ofMembers.getByLabel('The field cannot be deleted').check()
  await look(page, 'member field dialog')
  await press(ofMembers, 'Confirm')
  await reads(card(page, 'Custom Group Member Field'), 'rank', 'App administrator, self')
  const { customFields } = await app.owner.call('customField.list', { sdkAppId: app.sdkAppId })
  expect(customFields).toMatchObject([
    {
      key: 'colour',
      groupTypes: [
        { type: 'Work', readableBy: 'everyone', writableBy: 'owner' },
        { type: 'Meeting', readableBy: 'everyone', writableBy: 'admin' },
        { type: 'AVChatRoom', readableBy: 'everyone', writableBy: 'app' },
      ],
    },
    { key: 'rank', groupTypes: [{ type: 'Work', selfReads: false, selfWrites: true }] },
  ])
  await look(page, 'group configuration')
  expect(await whatIsWrong(page)).toEqual([])
})

test('who may not change it sees all of it, disabled, and whom to ask', async () => {
  const { owner, app } = await on.ownerWithApp('Dora Weil')
  const { client: reader } = await join(owner)
  const page = await on.window({ as: reader })
  await openPage(page, app, 'group-configuration')
  await reads(page, 'Changing this needs the role developer. Ask Dora Weil.', 'Only the owner can change the plan. Ask Dora Weil.')
  for (const name of ['Add Custom Group Field', 'Edit Notification of group profile change']) {
    expect(await button(page, name).isDisabled(), name).toBe(true)
  }
  expect(await page.getByRole('switch', { name: 'Community' }).isDisabled()).toBe(true)
})
