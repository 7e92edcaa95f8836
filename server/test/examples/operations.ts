import type { CommandName } from '@plenum/contract'
import { type Example, ofServer, userOf } from './kinds.ts'

export const operationsExamples = {
  'globalMute.set': ofServer('openconfigsvr/setnospeaking', async (scene) => ({
    Set_Account: await userOf(scene),
    C2CmsgNospeakingTime: 60,
    GroupmsgNospeakingTime: 60,
  })),
  'globalMute.get': ofServer('openconfigsvr/getnospeaking', async (scene) => ({ Get_Account: await userOf(scene) })),
  'statistics.list': ofServer('openconfigsvr/getappinfo', () => ({ RequestField: ['UpMsgNum'] })),
} satisfies Partial<Record<CommandName, Example>>
