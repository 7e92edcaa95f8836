import { beforeAll, describe, expect, test, vi } from 'vitest'
import type { AppDriver } from '../server/test/app-driver.ts'
import type { Client } from '../server/test/client.ts'
import { text } from '../server/test/message-bodies.ts'
import { narrow, type Window } from './src/browser.ts'
import { operatorEmail } from './src/plenum.ts'
import { look, stage } from './src/stage.ts'
import { dialog, press, settled } from './src/steps.ts'
import { whatIsWrong } from './src/what-is-wrong.ts'

const on = stage()
let owner: Client
let operator: Client
let free: AppDriver
let fresh: AppDriver
let pro: AppDriver
let disabled: AppDriver
let groupId: string

beforeAll(async () => {
  owner = await on.plenum.signUp('Ana Reyes')
  operator = await on.plenum.signIn(operatorEmail)
  disabled = await on.plenum.createApp(owner, 'Old Harbor')
  await disabled.disable()
  free = await on.plenum.createApp(owner, 'An app with a name of fifty characters, no fewer!!')
  await free.importUsers(Array.from({ length: 90 }, (_, number) => `user_${number}`))
  groupId = await free.createGroup({ MemberList: Array.from({ length: 20 }, (_, number) => ({ Member_Account: `user_${number}` })) })
  fresh = await on.plenum.createApp(owner, 'Nothing in it')
  pro = await on.plenum.createApp(owner, 'Lumen Live')
  await pro.upgrade({ membersPerGroup: 1000 })
  await owner.call('person.invite', { email: 'a-rather-long-address-of-someone@department.example.com', role: 'developer' })
  await owner.call('apiKey.create', { name: 'nightly report', role: 'reader' })
  const { endpoint } = await owner.call('endpoint.add', {
    url: 'https://a-rather-long-name-of-a-receiver.department.example.invalid/plenum',
  })
  await owner.call('endpoint.test', endpoint)
  await owner.call('callback.set', {
    sdkAppId: pro.sdkAppId,
    url: 'https://a-rather-long-name-of-a-receiver.department.example.invalid/callbacks',
    commands: ['Group.CallbackBeforeSendMsg', 'Profile.CallbackPortraitSet', 'Group.CallbackAfterTopicInfoChanged'],
  })
  await pro.importUsers(['ann'])
  const inPro = await pro.createGroup()
  const said = { From_Account: 'ann', Random: 1, MsgBody: text('hi') }
  await pro.ok('group_open_http_svc/send_group_msg', { GroupId: inPro, ...said })
  const asked = () => owner.call('callback.deliveries', { sdkAppId: pro.sdkAppId })
  await vi.waitFor(async () => expect((await asked()).deliveries[0]?.verdict).toBe('unanswered_allowed'), 10_000)
  await pro.ok('profile/portrait_set', { From_Account: 'ann', ProfileItem: [{ Tag: 'Tag_Profile_IM_Nick', Value: 'Ann' }] })
})

const faces = {
  'wide, light and dark': {},
  'narrow, light and dark': { viewport: narrow, hasTouch: true },
  'at 200 % zoom, light and dark': { viewport: { width: 720, height: 470 }, deviceScaleFactor: 2 },
} as const

const opened = ['/sign-in', '/sign-up', '/lost-password', '/set-password?token=none', '/accept?token=none', '/nothing-here']
const ofOwner = () => [
  '/',
  '/this-month',
  '/bills',
  '/balance',
  '/price-list',
  '/people',
  '/audit',
  '/?view=list',
  '/?status=deleted',
  '/api-keys',
  '/webhooks',
  ...[free, pro, disabled].map(({ sdkAppId }) => `/apps/${sdkAppId}`),
  ...[free, pro].map(({ sdkAppId }) => `/apps/${sdkAppId}/login-and-message`),
  ...['friend-and-relationship', 'custom-user-field', 'group-configuration'].map((name) => `/apps/${pro.sdkAppId}/${name}`),
  ...[pro, disabled].flatMap(({ sdkAppId }) => [`/apps/${sdkAppId}/statistics/daily`, `/apps/${sdkAppId}/statistics/real-time`]),
  ...['messages', 'groups'].map((tab) => `/apps/${free.sdkAppId}/statistics/daily?tab=${tab}`),
  `/apps/${pro.sdkAppId}/ledger`,
  ...[free, pro, disabled].map(({ sdkAppId }) => `/apps/${sdkAppId}/account-management`),
  ...[free, fresh, disabled].map(({ sdkAppId }) => `/apps/${sdkAppId}/group-management`),
  ...[groupId, 'none'].map((id) => `/apps/${free.sdkAppId}/group-management/details?groupId=${encodeURIComponent(id)}`),
  ...['usersig', 'push-message'].map((tool) => `/apps/${free.sdkAppId}/auxiliary-tools/${tool}`),
  ...[fresh, free].map(({ sdkAppId }) => `/apps/${sdkAppId}/calls`),
  `/apps/${free.sdkAppId}/try`,
  ...[fresh, pro, disabled].map(({ sdkAppId }) => `/apps/${sdkAppId}/callbacks`),
  `/apps/${fresh.sdkAppId}`,
  '/apps/1499999999',
]
const ofOperator = async () => {
  const { accounts } = await operator.call('account.list', {})
  return [
    '/',
    '/clock',
    '/webhooks',
    '/accounts',
    '/billing-run',
    '/rates',
    `/rates?sdkAppId=${pro.sdkAppId}`,
    ...accounts.map(({ accountId }) => `/accounts/${accountId}`),
  ]
}

async function walk(page: Window, face: string, paths: string[]): Promise<Record<string, string[]>> {
  const wrong: Record<string, string[]> = {}
  for (const path of paths) {
    await page.goto(path)
    await settled(page)
    Object.assign(wrong, await inBothColours(page, face, path))
  }
  return wrong
}

async function inBothColours(page: Window, face: string, what: string): Promise<Record<string, string[]>> {
  const wrong: Record<string, string[]> = {}
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor()
    await look(page, `${face} ${what} ${colorScheme}`)
    const found = await whatIsWrong(page)
    if (found.length > 0) wrong[`${what}, ${colorScheme}`] = found
  }
  return wrong
}

test('the checks of this walk find a control without a name, pale text and what is too wide', async () => {
  const page = await on.window({ viewport: narrow })
  await page.setContent('<h1 style="width: 900px">Wide</h1><input id="a"><button id="a"></button><p style="color: #bbb">Pale</p>')

  const wrong = await whatIsWrong(page)

  expect(wrong.map((sentence) => sentence.split(/[:,]/)[0])).toEqual([
    'no name',
    'no name',
    'id twice',
    'no language',
    'scrolls sideways',
    'contrast 1.92',
  ])
})

describe.each(Object.entries(faces))('%s', (face, options) => {
  test('every page that opens without signing in is readable, labelled and fits', async () => {
    expect(await walk(await on.window(options), face, opened)).toEqual({})
  })

  test('every page of an owner is readable, labelled and fits', async () => {
    expect(await walk(await on.window({ as: owner, ...options }), face, ofOwner())).toEqual({})
  })

  test('every page of the operator is readable, labelled and fits', async () => {
    expect(await walk(await on.window({ as: operator, ...options }), `${face} operator`, await ofOperator())).toEqual({})
  })

  test('a delivery with its request and answer is readable, labelled and fits', async () => {
    const page = await on.window({ as: owner, ...options })
    await page.goto(`/apps/${pro.sdkAppId}/callbacks`)
    await page
      .getByRole('row', { name: /went on by policy/ })
      .getByRole('button')
      .click()
    await dialog(page, 'Group.CallbackBeforeSendMsg').waitFor()
    await settled(page)
    expect(await inBothColours(page, face, 'a delivery')).toEqual({})
  })

  test('every dialog of the plan is readable, labelled and fits', async () => {
    const page = await on.window({ as: owner, ...options })
    const dialogs = [
      [free, 'Upgrade'],
      [pro, 'Modify feature configuration'],
      [disabled, 'Enable app'],
      [disabled, 'Delete app'],
    ] as const
    const wrong: Record<string, string[]> = {}
    for (const [app, name] of dialogs) {
      await page.goto(`/apps/${app.sdkAppId}`)
      await press(page, name)
      await dialog(page, name).waitFor()
      await settled(page)
      Object.assign(wrong, await inBothColours(page, face, name))
    }
    expect(wrong).toEqual({})
  })
})
