import type { CommandName } from '@plenum/contract'
import { type Example, groupOf, ofApp, type Scene, userOf } from './kinds.ts'

const user = async (scene: Scene) => ({ userId: await userOf(scene) })
const group = async (scene: Scene) => ({ groupId: await groupOf(scene) })

/** What persons do in Account Management and Group Management. */
export const managedExamples = {
  'userSig.verify': ofApp(({ app }) => ({ userId: 'administrator', userSig: app.userSig() })),
  'appUser.list': ofApp(),
  'appUser.get': ofApp(async (scene) => ({ userIds: [await userOf(scene)] })),
  'appUser.create': ofApp(() => ({ userId: 'cleo', nick: 'Cleo' })),
  'appUser.update': ofApp(async (scene) => ({ ...(await user(scene)), changes: { nick: 'Ann' } })),
  'appUser.remove': ofApp(async (scene) => ({ userIds: [await userOf(scene)] })),
  'appUser.import': ofApp(() => ({ users: [{ userId: 'dora' }] })),
  'appUser.kick': ofApp(user),
  'appUser.status': ofApp(user),
  'appGroup.list': ofApp(),
  'appGroup.get': ofApp(group),
  'appGroup.create': ofApp(() => ({ name: 'Gardeners', type: 'Public' })),
  'appGroup.update': ofApp(async (scene) => ({ ...(await group(scene)), name: 'Growers' })),
  'appGroup.destroy': ofApp(group),
  'appGroup.members': ofApp(group),
  'appGroup.addMembers': ofApp(async (scene) => ({ ...(await group(scene)), userIds: ['ben'] })),
  'appGroup.removeMembers': ofApp(async (scene) => ({ ...(await group(scene)), userIds: ['ben'] })),
  'appGroup.send': ofApp(async (scene) => ({ ...(await group(scene)), text: 'Rain from noon on', random: 7 })),
  'message.find': {
    ...ofApp(async ({ app }) => {
      await app.importUsers(['ann', 'ben'])
      const body = {
        From_Account: 'ann',
        To_Account: 'ben',
        MsgRandom: 7,
        MsgBody: [{ MsgType: 'TIMTextElem', MsgContent: { Text: 'Rain' } }],
      }
      return { key: (await app.ok('openim/sendmsg', body)).MsgKey }
    }),
    again: true,
  },
} satisfies Partial<Record<CommandName, Example>>
