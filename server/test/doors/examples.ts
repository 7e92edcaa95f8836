import type { CommandName } from '@plenum/contract'
import { password } from '../world.ts'
import { attributesExamples } from './examples/attributes.ts'
import { avGroupsExamples } from './examples/av-groups.ts'
import { billPaperExamples } from './examples/bill-papers.ts'
import { billProofExamples } from './examples/bill-proof.ts'
import { callbacksExamples } from './examples/callbacks.ts'
import { communitiesExamples } from './examples/communities.ts'
import { connectionExamples } from './examples/connection.ts'
import { contactsExamples } from './examples/contacts.ts'
import { customFieldsExamples } from './examples/custom-fields.ts'
import { directExamples } from './examples/direct.ts'
import { extensionsExamples } from './examples/extensions.ts'
import { friendsExamples } from './examples/friends.ts'
import { groupHistoryExamples } from './examples/group-history.ts'
import { groupMembersExamples } from './examples/group-members.ts'
import {
  billed,
  disabled,
  type Example,
  groupOf,
  hello,
  larger,
  ofAccount,
  ofApp,
  ofEverybody,
  ofOperator,
  ofServer,
  pro,
  type Scene,
  upgraded,
  usd,
  userOf,
} from './examples/kinds.ts'
import { liveExamples } from './examples/live.ts'
import { managedExamples } from './examples/managed.ts'
import { operationsExamples } from './examples/operations.ts'
import { presenceExamples } from './examples/presence.ts'
import { profilesExamples } from './examples/profiles.ts'
import { pushExamples } from './examples/push.ts'
import { reactionExamples } from './examples/reactions.ts'
import { receiptsExamples } from './examples/receipts.ts'
import { saidByUsersExamples } from './examples/said-by-users.ts'
import { socialExamples } from './examples/social.ts'
import { usageExamples } from './examples/usage.ts'
import { webhooksExamples } from './examples/webhooks.ts'

export type { Example, Scene } from './examples/kinds.ts'

let count = 0
const newEmail = () => `guest${++count}@example.com`

async function invited({ ours }: Scene) {
  const { link, person } = await ours.owner.call('person.invite', { email: newEmail(), role: 'reader', scope: 'all', grants: [] })
  return { token: new URL(link).searchParams.get('token')!, personId: person.personId }
}

async function colleague(scene: Scene) {
  const { token } = await invited(scene)
  const session = await scene.world.nobody().call('session.acceptInvitation', { token, name: 'Tomás Lind', password })
  return { personId: session.person!.personId }
}

/** One for each command of the contract: leaving one out is a type error. */
export const examples: Record<CommandName, Example> = {
  'session.get': ofEverybody(),
  'session.signUp': ofEverybody(() => ({ email: newEmail(), password, name: 'Ana Reyes' })),
  'session.signIn': ofEverybody(({ ours }) => ({ email: ours.email, password })),
  'session.signOut': ofEverybody(),
  'session.changePassword': { ...ofAccount(() => ({ currentPassword: password, newPassword: password })), notForApiKeys: true },
  'session.rename': { ...ofAccount(() => ({ name: 'Ana Reyes Silva' })), notForApiKeys: true },
  'session.requestPasswordReset': ofEverybody(({ ours }) => ({ email: ours.email })),
  'session.resetPassword': ofEverybody(async (scene) => {
    const { link } = await scene.ours.owner.call('person.passwordLink', await colleague(scene))
    return { token: new URL(link).searchParams.get('token')!, newPassword: password }
  }),
  'session.readInvitation': ofEverybody(async (scene) => ({ token: (await invited(scene)).token })),
  'session.acceptInvitation': ofEverybody(async (scene) => ({ token: (await invited(scene)).token, name: 'Tomás Lind', password })),

  'person.list': ofAccount(),
  'person.invite': ofAccount(() => ({ email: newEmail(), role: 'reader' })),
  'person.setRole': { by: 'owner', foreign: 'refused', input: async (scene) => ({ ...(await colleague(scene)), role: 'developer' }) },
  'person.remove': { by: 'owner', foreign: 'refused', input: colleague },
  'person.passwordLink': { by: 'owner', foreign: 'refused', input: colleague },
  'person.rename': { by: 'owner', foreign: 'refused', input: async (scene) => ({ ...(await colleague(scene)), name: 'Tomás Berg' }) },
  'account.rename': {
    by: 'owner',
    foreign: 'refused',
    input: async ({ app }) => ({ accountId: (await app.get()).accountId, name: 'Harbor Works' }),
  },
  'apiKey.list': ofAccount(),
  'apiKey.create': ofAccount(() => ({ name: 'billing-bot', role: 'reader' })),
  'apiKey.revoke': {
    by: 'owner',
    foreign: 'refused',
    async input({ ours }) {
      const { apiKey } = await ours.owner.call('apiKey.create', { name: 'short-lived', role: 'reader' })
      return { apiKeyId: apiKey.apiKeyId }
    },
  },
  'account.invite': ofOperator(() => ({ email: newEmail(), name: 'Blue Lantern' })),
  'account.list': ofOperator(() => ({})),
  'account.get': ofOperator(async ({ app }) => ({ accountId: (await app.get()).accountId })),

  'app.setTags': ofApp(() => ({ tags: [{ key: 'team', value: 'live' }] })),
  'app.create': ofAccount(() => ({ name: 'Meridian Support' })),
  'app.list': ofAccount(),
  'app.get': ofApp(),
  'app.update': ofApp(() => ({ introduction: 'Help for travellers' })),
  'app.disable': ofApp(({ app }) => ({ confirmName: app.name })),
  'app.enable': ofApp(disabled({})),
  'app.delete': ofApp(disabled({ confirmName: '' })),
  'settings.get': ofApp(),
  'settings.set': ofApp(() => ({ settings: { recallSeconds: 300 } })),
  'app.setRates': ofOperator(({ app }) => ({ sdkAppId: app.sdkAppId, rates: { default: 500 } })),
  'rate.setDefaults': ofOperator(() => ({ rates: { 'openim/sendmsg': 300 } })),
  'rate.list': ofOperator(({ app }) => ({ sdkAppId: app.sdkAppId })),
  'groupRule.get': ofOperator(({ app }) => ({ sdkAppId: app.sdkAppId })),
  'groupRule.set': ofOperator(({ app }) => ({ sdkAppId: app.sdkAppId, rules: { typeChanges: true } })),
  'call.list': ofApp(),
  'userSig.create': ofApp(),
  'key.reveal': ofApp(),
  'key.add': ofApp(),
  'key.remove': ofApp(async ({ app, ours }) => ({
    keyId: (await ours.owner.call('key.add', { sdkAppId: app.sdkAppId })).key.keyId,
  })),
  'admin.list': ofApp(),
  'admin.add': ofApp(() => ({ userId: 'ops_bot' })),
  'admin.remove': ofApp(async ({ app, ours }) => {
    await ours.owner.call('admin.add', { sdkAppId: app.sdkAppId, userId: 'ops_bot' })
    return { userId: 'ops_bot' }
  }),
  'group.raiseMaximum': ofApp(async (scene) => {
    await groupOf(scene)
    return upgraded({})(scene)
  }),
  'limits.get': ofApp(),
  'limits.recount': ofOperator(({ app }) => ({ sdkAppId: app.sdkAppId })),

  'plan.catalog': { ...ofAccount(), foreign: 'same for all' },
  'plan.preview': ofApp(() => pro),
  'plan.aboveLimits': ofApp(upgraded({ ...larger, kind: 'groups' })),
  'plan.upgrade': ofApp(() => ({ ...pro, acceptNoReturn: true })),
  'plan.modify': ofApp(upgraded(larger)),
  'plan.resetAllowance': ofOperator(async ({ app }) => {
    await app.upgrade()
    await app.modify({ membersPerGroup: 1000 })
    return { sdkAppId: app.sdkAppId }
  }),
  'retention.preview': ofApp(upgraded({ days: 30 })),
  'retention.set': ofApp(upgraded({ days: 30 })),
  'price.list': { ...ofAccount(), foreign: 'same for all' },
  'bill.estimate': ofApp(),
  'bill.list': ofAccount(),
  'bill.get': billed((number) => ({ month: number.slice(0, 7) })),
  'bill.adjust': { ...billed((correctsNumber) => ({ correctsNumber, amount: usd('-1.00'), reason: 'A day too many' })), by: 'operator' },
  'bill.runState': ofOperator(() => ({})),
  ...billProofExamples,
  'balance.get': ofAccount(),
  'balance.list': ofAccount(),
  'balance.setThreshold': ofAccount(() => ({ amount: usd('50.00') })),
  'balance.reverse': ofOperator(async ({ world, app }) => {
    const { accountId } = await app.get()
    const { entryId } = await world.operator.call('account.topUp', { accountId, amount: usd('5.00') })
    return { entryId, reason: 'Entered twice' }
  }),
  'account.topUp': ofOperator(async ({ app }) => ({ accountId: (await app.get()).accountId, amount: usd('5.00') })),
  'account.addVoucher': ofOperator(async ({ app }) => ({
    accountId: (await app.get()).accountId,
    amount: usd('5.00'),
    expiresOn: '2099-12-31',
  })),
  'account.setTaxRate': ofOperator(async ({ app }) => ({ accountId: (await app.get()).accountId, basisPoints: 600 })),

  'ledger.list': ofApp(),
  'audit.list': ofApp(),
  'notice.list': ofAccount(),
  'notice.markRead': ofAccount(() => ({ through: 1 })),
  'clock.get': { ...ofAccount(), foreign: 'same for all' },
  'clock.set': ofOperator(({ world }) => ({ now: new Date(world.now().getTime() + 1000).toISOString() })),

  'user.import': ofServer('im_open_login_svc/account_import', () => ({ UserID: 'ann' })),
  'user.importMany': ofServer('im_open_login_svc/multiaccount_import', () => ({ Accounts: ['ann', 'ben'] })),
  'user.check': ofServer('im_open_login_svc/account_check', async (scene) => ({ CheckItem: [{ UserID: await userOf(scene) }] })),
  'user.delete': ofServer('im_open_login_svc/account_delete', async (scene) => ({ DeleteItem: [{ UserID: await userOf(scene) }] })),
  'group.create': ofServer('group_open_http_svc/create_group', () => ({ Type: 'Public', Name: 'Gardeners' })),
  'group.get': ofServer('group_open_http_svc/get_group_info', async (scene) => ({ GroupIdList: [await groupOf(scene)] })),
  'group.list': ofServer('group_open_http_svc/get_appid_group_list', async (scene) => {
    await groupOf(scene)
    return {}
  }),
  'group.listJoined': ofServer('group_open_http_svc/get_joined_group_list', async (scene) => {
    await groupOf(scene)
    return { Member_Account: 'ann' }
  }),
  'group.update': ofServer('group_open_http_svc/modify_group_base_info', async (scene) => ({
    GroupId: await groupOf(scene),
    Name: 'Roses',
  })),
  'message.send': ofServer('group_open_http_svc/send_group_msg', async (scene) => ({ GroupId: await groupOf(scene), ...hello() })),
  'message.list': ofServer('group_open_http_svc/group_msg_get_simple', async (scene) => {
    const GroupId = await groupOf(scene)
    await scene.app.ok('group_open_http_svc/send_group_msg', { GroupId, ...hello() })
    return { GroupId, ReqMsgNumber: 20 }
  }),
  'group.destroy': ofServer('group_open_http_svc/destroy_group', async (scene) => ({ GroupId: await groupOf(scene) })),

  ...webhooksExamples,
  ...callbacksExamples,
  ...directExamples,
  ...groupMembersExamples,
  ...customFieldsExamples,
  ...attributesExamples,
  ...avGroupsExamples,
  ...connectionExamples,
  ...saidByUsersExamples,
  ...managedExamples,
  ...presenceExamples,
  ...liveExamples,
  ...communitiesExamples,
  ...receiptsExamples,
  ...extensionsExamples,
  ...profilesExamples,
  ...friendsExamples,
  ...contactsExamples,
  ...pushExamples,
  ...operationsExamples,
  ...usageExamples,
  ...groupHistoryExamples,
  ...billPaperExamples,
  ...socialExamples,
  ...reactionExamples,
}
