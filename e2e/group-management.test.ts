import { expect, test } from 'vitest'
import { look, stage } from './src/stage.ts'
import { dialog, eventually, openDialog, press, reads } from './src/steps.ts'

const on = stage()

test('a group is added, edited, given members and deleted', async () => {
  const { app, page } = await on.ownerWithApp('Ana Reyes')
  await app.importUsers(['ann', 'ben', 'cleo'])
  await page.goto(`/apps/${app.sdkAppId}/group-management`)
  await reads(page, 'No group yet.')
  const add = await openDialog(page, 'Add Group')
  await add.getByLabel('Group Name').fill('Gardeners')
  await add.getByLabel('Group Owner ID').fill('nobody')
  await add.getByLabel('Group Type').selectOption('Public')
  await press(add, 'OK')
  await reads(add, 'The account nobody does not exist.')
  await add.getByLabel('Group Owner ID').fill('ann')
  await press(add, 'OK')
  await reads(page, 'Gardeners is created.', '1 group', 'Gardeners')
  await look(page, 'group-management')

  await page.getByRole('link', { name: /^View Details/ }).click()
  await page.getByRole('heading', { name: 'Gardeners' }).waitFor()
  await press(page, 'Edit Group Details')
  const edit = dialog(page, 'Edit group')
  await edit.getByLabel('Announcement').fill('Rain from noon on')
  await edit.getByLabel('Mute all').check({ force: true })
  await edit.getByLabel('Member maximum').fill('21')
  await press(edit, 'Confirm')
  await reads(edit, 'The plan allows at most 20 members in a group.')
  await edit.getByLabel('Member maximum').fill('10')
  await press(edit, 'Confirm')
  await reads(page, 'Gardeners is saved.', 'Rain from noon on', '10, the plan allows 20')

  const addMember = await openDialog(page, 'Add Member')
  await addMember.getByLabel('Username').fill('ben\nnobody\ncleo')
  await press(addMember, 'Confirm')
  await reads(addMember, '2 members added. Not added:', 'The account nobody does not exist.')
  await page.keyboard.press('Escape')
  await reads(page.getByRole('row', { name: /^ann/ }), 'Owner')
  await look(page, 'group-details')

  await page.getByRole('checkbox', { name: 'ben' }).check()
  await press(await openDialog(page, 'Delete Members'), 'Confirm')
  await reads(page, 'ben left the group.')
  await eventually(() => page.getByRole('checkbox', { name: 'ben' }).count()).toBe(0)

  await press(page, 'Delete')
  await press(page.getByRole('dialog', { name: /^Delete/ }), 'Confirm')
  await page.getByRole('heading', { name: 'Group Management' }).waitFor()
  await reads(page, 'No group yet.')
})

test('a message goes to several groups in the name of the administrator, and several are deleted at once', async () => {
  const { app, page } = await on.ownerWithApp('Ben Okoye')
  for (const name of ['Bakers', 'Gardeners', 'Growers']) await app.createGroup({ GroupId: name.toLowerCase(), Name: name })
  await page.goto(`/apps/${app.sdkAppId}/group-management`)
  await page.getByRole('combobox', { name: 'Search by' }).selectOption('Name')
  await page.getByRole('searchbox').fill('g')
  await eventually(() => page.getByRole('link', { name: /^View Details/ }).count()).toBe(2)
  await page.getByRole('checkbox', { name: 'All on this page' }).check()

  const send = await openDialog(page, 'Send Messages')
  await reads(send, 'To 2 groups, in the name of the administrator.')
  await send.getByLabel('Message').fill('x'.repeat(301))
  await reads(send, '1 character too many')
  await send.getByLabel('Message').fill('Rain from noon on')
  await press(send, 'Confirm')
  await reads(page, 'Sent to 2 groups.')
  const said = async (GroupId: string) =>
    (await app.ok('group_open_http_svc/group_msg_get_simple', { GroupId, ReqMsgNumber: 5 })).RspMsgList.map(
      (message: { From_Account: string }) => message.From_Account,
    )
  expect([await said('bakers'), await said('gardeners'), await said('growers')]).toEqual([[], ['administrator'], ['administrator']])

  const remove = await openDialog(page, 'Delete Groups')
  await press(remove, 'Confirm')
  await reads(page, '2 groups deleted.', '1 group')
})
