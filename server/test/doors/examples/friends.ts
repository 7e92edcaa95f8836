import type { CommandName } from '@plenum/contract'
import { type Example, ofServer, type Scene, userOf } from './kinds.ts'

const named = { From_Account: 'ann', To_Account: ['ben'] }
const newFriend = { To_Account: 'ben', AddSource: 'AddSource_Type_Test', Remark: 'Benny', AddWording: 'hello' }

async function strangers(scene: Scene) {
  await userOf(scene)
  return named
}

async function friends(scene: Scene) {
  await userOf(scene)
  await scene.app.ok('sns/friend_add', { From_Account: 'ann', AddFriendItem: [newFriend] })
  return named
}

const ofFriends = (path: string, body: object) => ofServer(path, async (scene) => ({ ...(await friends(scene)), ...body }))

export const friendsExamples = {
  'friend.add': ofServer('sns/friend_add', async (scene) => {
    await userOf(scene)
    return { From_Account: 'ann', AddFriendItem: [{ ...newFriend, GroupName: 'Garden' }], AddType: 'Add_Type_Both', ForceAddFlags: 0 }
  }),
  'friend.import': ofServer('sns/friend_import', async (scene) => {
    await userOf(scene)
    const item = { ...newFriend, RemarkTime: 1, AddTime: 1, GroupName: ['Garden'], CustomItem: [] }
    return { From_Account: 'ann', AddFriendItem: [item] }
  }),
  'friend.update': ofFriends('sns/friend_update', {
    UpdateItem: [{ To_Account: 'ben', SnsItem: [{ Tag: 'Tag_SNS_IM_Group', Value: ['Garden'] }] }],
  }),
  'friend.remove': ofFriends('sns/friend_delete', { DeleteType: 'Delete_Type_Both' }),
  'friend.removeAll': ofFriends('sns/friend_delete_all', { DeleteType: 'Delete_Type_Both' }),
  'friend.check': ofFriends('sns/friend_check', { CheckType: 'CheckResult_Type_Both' }),
  'friend.list': ofFriends('sns/friend_get', { StartIndex: 0, StandardSequence: 0, CustomSequence: 0 }),
  'friend.get': ofFriends('sns/friend_get_list', { TagList: ['Tag_Profile_IM_Nick', 'Tag_SNS_IM_Remark'] }),
  'block.add': ofServer('sns/black_list_add', strangers),
  'block.remove': ofServer('sns/black_list_delete', strangers),
  'block.list': ofServer('sns/black_list_get', async (scene) => {
    await scene.app.ok('sns/black_list_add', await strangers(scene))
    return { From_Account: 'ann', StartIndex: 0, MaxLimited: 10, LastSequence: 0 }
  }),
  'block.check': ofServer('sns/black_list_check', async (scene) => ({
    ...(await strangers(scene)),
    CheckType: 'BlackCheckResult_Type_Both',
  })),
  'friendList.add': ofFriends('sns/group_add', { GroupName: ['Garden', 'Work'] }),
  'friendList.remove': ofFriends('sns/group_delete', { GroupName: ['Garden'] }),
  'friendList.get': ofFriends('sns/group_get', { NeedFriend: 'Need_Friend_Type_Yes', GroupName: ['Garden'] }),
} satisfies Partial<Record<CommandName, Example>>
