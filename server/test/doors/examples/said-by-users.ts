import type { CommandName } from '@plenum/contract'
import { type Example, hello, ofUser, type Scene } from './kinds.ts'

const service = 'group_open_http_svc'
const body = hello().MsgBody
let random = 1_000_000

/** A user of the same app who is in none of it is refused with this code. */
/** Who has no part in it. */
const notForZoe = (code: string) => ({ notFor: { userId: 'zoe', code } })
const ofMember = (input: Example['input'], code = 'not_a_member'): Example => ({ ...ofUser(input), ...notForZoe(code) })

async function groupOfAnn({ app }: Scene, more: object = {}) {
  await app.importUsers(['ann', 'ben'])
  return app.createGroup({ Owner_Account: 'ann', MemberList: [{ Member_Account: 'ben' }], ...more })
}

/** Said by ann. */
async function messageOf(scene: Scene, more: object = {}) {
  const groupId = await groupOfAnn(scene)
  const { MsgSeq } = await scene.app.ok(`${service}/send_group_msg`, { GroupId: groupId, From_Account: 'ann', ...hello(), ...more })
  return { groupId, sequence: MsgSeq as number }
}

/** Said by ann to ben. */
async function directOf({ app }: Scene, more: object = {}) {
  await app.importUsers(['ann', 'ben'])
  const { MsgKey } = await app.ok('openim/sendmsg', { From_Account: 'ann', To_Account: 'ben', MsgRandom: ++random, MsgBody: body, ...more })
  return { receiverId: 'ben', messageKey: MsgKey as string }
}

const withBen =
  (more: object = {}) =>
  async (scene: Scene) => {
    await directOf(scene)
    return { peerId: 'ben', ...more }
  }

const operation = { kind: 'set', extensions: [{ key: 'colour', value: 'red' }] }

async function extensible(scene: Scene) {
  await scene.app.upgrade({ edition: 'ultimate' })
  return messageOf(scene, { SupportMessageExtension: 1 })
}

async function extensibleDirect(scene: Scene) {
  await scene.app.upgrade({ edition: 'ultimate' })
  return { ...(await directOf(scene, { SupportMessageExtension: 1 })), senderId: 'ann' }
}

async function receiptOf(scene: Scene) {
  await scene.app.upgrade({ edition: 'ultimate' })
  const { groupId } = await messageOf(scene, { IsNeedReadReceipt: 1 })
  return { groupId }
}

const conversationsOf = async (scene: Scene) => ({ conversations: [{ groupId: await groupOfAnn(scene) }] })

async function contactGroupOf(scene: Scene, name: string) {
  await scene.app.upgrade({ edition: 'ultimate' })
  return { name, contacts: [{ groupId: await groupOfAnn(scene) }] }
}

async function madeGroup(scene: Scene) {
  const { name } = await contactGroupOf(scene, 'garden')
  await scene.app.ok('recentcontact/create_contact_group', {
    From_Account: 'ann',
    GroupContactItem: [{ GroupName: name, ContactItem: [{ Type: 1, To_Account: 'ben' }] }],
  })
  return { name }
}

const banning =
  (more: object = {}) =>
  async (scene: Scene) => {
    await scene.app.upgrade({ edition: 'ultimate' })
    return { groupId: await groupOfAnn(scene, { Type: 'AVChatRoom', MemberList: undefined }), userIds: ['ben'], ...more }
  }

/** What only users call. */
export const saidByUsersExamples = {
  'message.listChanges': ofMember(async (scene) => ({ groupId: await groupOfAnn(scene), after: 0 })),
  'message.hide': ofMember(async (scene) => {
    const { groupId, sequence } = await messageOf(scene)
    return { groupId, sequences: [sequence] }
  }),
  'message.markRead': ofMember(messageOf),
  'receipt.send': ofMember(async (scene) => ({ ...(await receiptOf(scene)), sequences: [1] })),
  'conversation.list': ofUser(withBen({ peerId: undefined })),
  'conversation.get': ofUser(conversationsOf),
  'conversation.set': ofUser(async (scene) => ({ ...(await conversationsOf(scene)), isPinned: true })),
  'conversation.remove': ofUser(conversationsOf),
  'conversation.clear': ofUser(async (scene) => ({ conversation: { groupId: await groupOfAnn(scene) } })),
  'conversation.countUnread': ofUser(),
  'conversation.markAllRead': ofUser(),
  'direct.messages': ofUser(withBen()),
  'direct.listChanges': ofUser(withBen({ after: 0 })),
  'direct.hide': ofUser(withBen({ sequences: [1] })),
} satisfies Partial<Record<CommandName, Example>>

/** What an app's server calls as well: there it has another example. */
export const sharedWithUsersExamples: Partial<Record<CommandName, Example>> = {
  'message.send': ofMember(async (scene) => ({ groupId: await groupOfAnn(scene), random: ++random, body })),
  'message.list': ofMember(async (scene) => ({ groupId: await groupOfAnn(scene) })),
  'message.recall': ofMember(async (scene) => {
    const { groupId, sequence } = await messageOf(scene)
    return { groupId, sequences: [sequence] }
  }),
  'message.modify': ofMember(async (scene) => ({ ...(await messageOf(scene)), body })),
  'direct.send': ofUser(async ({ app }) => {
    await app.importUsers(['ann', 'ben'])
    return { receiverId: 'ben', random: ++random, body }
  }),
  'direct.list': ofUser(withBen({ from: '2022-01-01T00:00:00Z', to: '2030-01-01T00:00:00Z', limit: 10 })),
  'direct.recall': { ...ofUser(directOf), ...notForZoe('message_unknown') },
  'direct.modify': { ...ofUser(async (scene) => ({ ...(await directOf(scene)), body })), ...notForZoe('message_unknown') },
  'direct.markRead': ofUser(withBen()),
  'direct.countUnread': ofUser(),
  'receipt.count': ofMember(async (scene) => ({ ...(await receiptOf(scene)), sequences: [1] })),
  'receipt.listUsers': ofMember(async (scene) => ({ ...(await receiptOf(scene)), sequence: 1, haveRead: false })),
  'extension.changeInGroup': ofMember(async (scene) => ({ ...(await extensible(scene)), operation })),
  'extension.listInGroup': ofMember(extensible),
  'extension.changeDirect': {
    ...ofUser(async (scene) => ({ ...(await extensibleDirect(scene)), operation })),
    ...notForZoe('not_allowed'),
  },
  'extension.listDirect': { ...ofUser(extensibleDirect), ...notForZoe('not_allowed') },
  'avGroup.ban': ofMember(banning({ forSeconds: 60 }), 'group_not_allowed'),
  'avGroup.unban': ofMember(banning(), 'group_not_allowed'),
  'contact.mark': ofUser(async (scene) => ({ marks: [{ contact: { groupId: await groupOfAnn(scene) }, custom: 'dear' }] })),
  'contact.find': ofUser(async (scene) => ({ contacts: [{ groupId: await groupOfAnn(scene) }] })),
  'contact.listMarked': ofUser(),
  'contactGroup.create': ofUser((scene) => contactGroupOf(scene, 'garden')),
  'contactGroup.update': ofUser(async (scene) => ({ ...(await madeGroup(scene)), change: { newName: 'gardens' } })),
  'contactGroup.delete': ofUser(madeGroup),
}
