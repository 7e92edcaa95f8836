import type { Input } from '@plenum/contract'
import type { Locator } from 'playwright-core'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import type { AppDriver } from '../server/test/app-driver.ts'
import type { Client } from '../server/test/client.ts'
import { text } from '../server/test/message-bodies.ts'
import { narrow, type Window } from './src/browser.ts'
import { operatorEmail } from './src/plenum.ts'
import { look, stage } from './src/stage.ts'
import { button, dialog, press, settled } from './src/steps.ts'
import { whatIsWrong } from './src/what-is-wrong.ts'

const on = stage()
let owner: Client
let operator: Client
let free: AppDriver
let fresh: AppDriver
let pro: AppDriver
let full: AppDriver
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
  await free.createGroup({ Name: 'Growers' })
  fresh = await on.plenum.createApp(owner, 'Nothing in it')
  pro = await on.plenum.createApp(owner, 'Lumen Live')
  await pro.upgrade({ membersPerGroup: 1000 })
  const rules: Input<'groupRule.set'>['rules'] = {
    carriedFields: { group: ['sixteen_letters_'], member: ['rank'] },
    typeChanges: true,
    offlineMembers: { types: ['Work', 'Public', 'Meeting', 'Community'], days: 365 },
    idleGroups: { types: ['Work', 'Public', 'Meeting'], days: 365 },
  }
  await operator.call('groupRule.set', { sdkAppId: pro.sdkAppId, rules })
  await operator.call('groupRule.set', { sdkAppId: free.sdkAppId, rules: { typeChanges: true } })
  full = await on.plenum.createApp(owner, 'Harbor Lights')
  await full.upgrade({ edition: 'ultimate' })
  const { sdkAppId } = full
  await owner.call('customField.add', { sdkAppId, level: 'user', key: 'Colour' })
  await owner.call('customField.add', { sdkAppId, level: 'group', key: 'sixteen_letters_' })
  const rights = { type: 'Work', readableBy: 'app', writableBy: 'app', selfReads: true } as const
  await owner.call('customField.add', { sdkAppId, level: 'member', key: 'rank', groupTypes: [rights] })
  const tags = [
    { key: 'team', value: 'live' },
    { key: 'cost center of the department', value: 'x'.repeat(100) },
  ]
  await owner.call('app.setTags', { sdkAppId, tags })
  const words = [{ MsgType: 'TIMTextElem', MsgContent: { Text: `${'A rather long text. '.repeat(30)}${'x'.repeat(200)}` } }]
  await free.ok('group_open_http_svc/send_group_msg', { GroupId: groupId, Random: 1, MsgBody: words })
  await owner.call('person.invite', { email: 'a-rather-long-address-of-someone@department.example.com', role: 'developer' })
  await owner.call('person.invite', { email: 'long-tag@example.com', role: 'reader', scope: { tags: tags.slice(1) } })
  await owner.call('apiKey.create', { name: 'nightly report', role: 'reader' })
  await owner.call('apiKey.create', { name: 'live', role: 'reader', scope: { tags } })
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
  'at 200 % zoom': { viewport: { width: 720, height: 470 }, deviceScaleFactor: 2 },
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
  ...[free, pro, full, disabled].map(({ sdkAppId }) => `/apps/${sdkAppId}`),
  `/apps/${full.sdkAppId}/group-configuration`,
  ...[`${groupId} 1`, 'none 1', ''].map((key) => `/apps/${free.sdkAppId}/auxiliary-tools/message?key=${encodeURIComponent(key)}`),
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

/** What opens it, its title where that says something else, and what is done in it before it is looked at. */
type Opening = [opener: string, title?: string, then?: (opened: Locator) => Promise<void>]

const edit = (title: string, then?: (opened: Locator) => Promise<void>): Opening => [`Edit ${title}`, title, then]
const choosingAll = (page: Window) => page.getByLabel('All on this page').check()
const ofField = async (opened: Locator) => {
  await opened.getByLabel('Name', { exact: true }).fill('1st')
  await press(opened, 'Add Group Type')
}

interface DialogsOf {
  /** None: a page of the account. */
  of?: () => AppDriver
  path: string | (() => string)
  before?: (page: Window) => Promise<void>
  dialogs: Opening[]
}
const byTag = async (opened: Locator) => {
  await opened.getByText('Apps with a tag').click()
  await opened.getByRole('checkbox', { name: 'team:live' }).check()
}
const dialogsOf: Record<string, DialogsOf> = {
  Overview: {
    path: '/',
    dialogs: [
      [
        'Create Application',
        undefined,
        async (opened) => {
          await press(opened, 'Add')
          await opened.getByLabel('Key').fill('a:b')
        },
      ],
    ],
  },
  People: { path: '/people', dialogs: [['Invite', undefined, byTag]] },
  'API keys': { path: '/api-keys', dialogs: [['Create API key', undefined, byTag]] },
  'Basic Configuration': {
    of: () => full,
    path: '',
    dialogs: [
      edit('Basic Info'),
      ['Add Admin'],
      ['Add a second key'],
      edit('Tag Configuration', async (opened) => {
        await press(opened, 'Add')
        await opened.getByLabel('Key').last().fill('a:b')
      }),
    ],
  },
  'Login and Message': {
    of: () => full,
    path: '/login-and-message',
    dialogs: [
      edit('Login Settings'),
      edit('Message Recall Settings', (opened) => opened.getByLabel('Time limit').fill('604801')),
      edit('Message History for New Members'),
      edit('Group Message Read Receipts'),
      edit('Configuration of conversations to pull'),
      ['Edit the storage period', 'Historical Message Storage Period Settings'],
      ['Check Relationship for One-to-One Messages'],
      ['Set message extension'],
    ],
  },
  'Friend and Relationship': {
    of: () => full,
    path: '/friend-and-relationship',
    dialogs: [edit('Default Verification for Adding Friends'), ['Add Custom Friend Field']],
  },
  'Custom User Field': {
    of: () => full,
    path: '/custom-user-field',
    dialogs: [['Add Custom User Field'], ['Change Permissions of Colour', 'Change Permissions: Colour']],
  },
  'Group configuration': {
    of: () => full,
    path: '/group-configuration',
    dialogs: [
      ['Add Custom Group Member Field', 'Add Custom Group Member Field', ofField],
      ['Add Custom Group Field', 'Add Custom Group Field', ofField],
      ['Edit of sixteen_letters_', 'Edit: sixteen_letters_'],
      ['Edit of rank', 'Edit: rank'],
      edit('Pull message history before group join'),
      edit('Notification of group member change'),
      edit('Notification of group profile change'),
      edit('Notification of group member profile change'),
      ['Community'],
      ['Broadcast messaging of audio-video group'],
    ],
  },
  'Account Management': {
    of: () => free,
    path: '/account-management',
    before: choosingAll,
    dialogs: [
      ['Create account'],
      ['Import CSV'],
      ['Edit user_0', 'Edit user_0'],
      ['Export user_0', 'Export successful'],
      ['Force user_0 offline'],
      ['Batch Export', 'Export successful'],
      ['Batch Delete'],
    ],
  },
  'Group Management': {
    of: () => free,
    path: '/group-management',
    before: choosingAll,
    dialogs: [
      ['Add Group', 'Add Group', (opened) => opened.getByLabel('Group Name').fill('A name of more than thirty bytes')],
      ['Send Messages'],
      ['Delete Groups'],
    ],
  },
  'Group Details': {
    of: () => free,
    path: () => `/group-management/details?groupId=${encodeURIComponent(groupId)}`,
    dialogs: [['Edit Group Details', 'Edit group'], ['Send Messages'], ['Add Member'], ['Delete user_0', 'Delete Members']],
  },
  'Callback Configuration': {
    of: () => pro,
    path: '/callbacks',
    dialogs: [edit('Callback URL configuration'), edit('Third-party callback configuration'), ['Test'], ['Sign calls']],
  },
}

async function walk(page: Window, face: string, paths: string[]): Promise<Record<string, string[]>> {
  const wrong: Record<string, string[]> = {}
  for (const path of paths) {
    await page.goto(path)
    await settled(page)
    Object.assign(wrong, await inEachColour(page, face, path))
  }
  return wrong
}

async function inEachColour(page: Window, face: string, what: string): Promise<Record<string, string[]>> {
  const wrong: Record<string, string[]> = {}
  // Colours do not depend on the zoom.
  for (const colorScheme of face.startsWith('at 200 %') ? (['light'] as const) : (['light', 'dark'] as const)) {
    await page.emulateMedia({ colorScheme })
    await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor()
    await look(page, `${face} ${what} ${colorScheme}`)
    const found = await whatIsWrong(page)
    if (found.length > 0) wrong[`${what}, ${colorScheme}`] = found
  }
  return wrong
}

async function walkDialogs(page: Window, face: string, path: string, dialogs: Opening[], before?: (page: Window) => Promise<void>) {
  const wrong: Record<string, string[]> = {}
  await page.goto(path)
  await settled(page)
  await before?.(page)
  for (const [opener, title = opener, then] of dialogs) {
    const control = button(page, opener)
      .or(page.getByRole('switch', { name: opener, exact: true }))
      .first()
    await control.press('Space')
    const opened = dialog(page, title)
    await opened.waitFor()
    await then?.(opened)
    await settled(page)
    Object.assign(wrong, await inEachColour(page, face, `${path} ${title}`))
    await page.keyboard.press('Escape')
    await opened.waitFor({ state: 'detached' })
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
    expect(await inEachColour(page, face, 'a delivery')).toEqual({})
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
    for (const [app, name] of dialogs) Object.assign(wrong, await walkDialogs(page, face, `/apps/${app.sdkAppId}`, [[name]]))
    expect(wrong).toEqual({})
  })
})

const { 'wide, light and dark': wide, 'narrow, light and dark': phone } = faces

describe.each(Object.entries({ wide, narrow: phone }))('%s', (face, options) => {
  test('every dialog of what the operator sets for groups is readable, labelled and fits', async () => {
    const page = await on.window({ as: operator, ...options })
    const dialogs = [
      edit('Custom fields carried in group messages'),
      edit('Changes to a group type'),
      edit('Periodic removal of offline members', (opened) => opened.getByLabel('Days offline').fill('366')),
      edit('Automatic reclaiming of idle groups', (opened) => opened.getByLabel('Meeting').check()),
    ]
    expect(await walkDialogs(page, face, `/rates?sdkAppId=${full.sdkAppId}`, dialogs)).toEqual({})
  })

  test.each(Object.entries(dialogsOf))('every dialog of %s is readable, labelled and fits', async (_, { of, path, dialogs, before }) => {
    const page = await on.window({ as: owner, ...options })
    const address = `${of ? `/apps/${of().sdkAppId}` : ''}${typeof path === 'string' ? path : path()}`
    expect(await walkDialogs(page, face, address, dialogs, before)).toEqual({})
  })
})
