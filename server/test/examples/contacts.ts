import type { CommandName } from '@plenum/contract'
import { type Example, groupOf, hello, ofServer } from './kinds.ts'

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
} satisfies Partial<Record<CommandName, Example>>
