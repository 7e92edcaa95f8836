import type { CommandName } from '@plenum/contract'
import { type Example, ofServer, userOf } from './kinds.ts'

export const presenceExamples = {
  'presence.get': ofServer('openim/query_online_status', async (scene) => ({ To_Account: [await userOf(scene)], IsNeedDetail: 1 })),
  'user.kick': ofServer('im_open_login_svc/kick', async (scene) => {
    await userOf(scene)
    // Not the one as whom the examples of users sign in, in the other app too.
    return { UserID: 'ben' }
  }),
} satisfies Partial<Record<CommandName, Example>>
