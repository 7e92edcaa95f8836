import type { CommandName } from '@plenum/contract'
import { type Example, groupOf, hello, ofServer, type Scene } from './kinds.ts'

const ben = { Type: 1, To_Account: 'ben' }

/** With a group of conversations of ann. */
async function sorted(scene: Scene) {
  await scene.app.upgrade({ edition: 'ultimate' })
  const group = { Type: 2, ToGroupId: await groupOf(scene) }
  const GroupContactItem = [{ GroupName: 'Garden', ContactItem: [ben, group] }]
  await scene.app.ok('recentcontact/create_contact_group', { From_Account: 'ann', GroupContactItem })
  return { From_Account: 'ann' }
}

export const contactsExamples = {
  'contact.list': ofServer('recentcontact/get_list', async (scene) => {
    await scene.app.ok('group_open_http_svc/send_group_msg', { GroupId: await groupOf(scene), ...hello() })
    return { From_Account: 'ann', TimeStamp: 0, StartIndex: 0, TopTimeStamp: 0, TopStartIndex: 0, AssistFlags: 7 }
  }),
  'contact.remove': ofServer('recentcontact/delete', async (scene) => ({
    From_Account: 'ann',
    Type: 2,
    ToGroupid: await groupOf(scene),
    ClearRamble: 1,
  })),
  'contact.mark': ofServer('recentcontact/mark_contact', async (scene) => ({
    ...(await sorted(scene)),
    MarkItem: [{ OptType: 3, ContactItem: ben, SetMark: [1, 33], ClearMark: [2], CustomMark: 'abc' }],
  })),
  'contact.find': ofServer('recentcontact/search_contact_group', async (scene) => ({ ...(await sorted(scene)), ContactItem: [ben] })),
  'contact.listMarked': ofServer('recentcontact/get_contact_group', async (scene) => ({ ...(await sorted(scene)), StartIndex: 0 })),
  'contactGroup.create': ofServer('recentcontact/create_contact_group', async (scene) => ({
    ...(await sorted(scene)),
    GroupContactItem: [{ GroupName: 'Work', ContactItem: [ben] }],
  })),
  'contactGroup.update': ofServer('recentcontact/update_contact_group', async (scene) => ({
    ...(await sorted(scene)),
    UpdateType: 1,
    UpdateGroup: { UpdateGroupType: 2, OldGroupName: 'Garden', ContactUpdateItem: [{ ContactOptType: 2, ContactItem: ben }] },
  })),
  'contactGroup.delete': ofServer('recentcontact/del_contact_group', async (scene) => ({
    ...(await sorted(scene)),
    GroupName: ['Garden'],
  })),
} satisfies Partial<Record<CommandName, Example>>
