import { muteSeconds, Refusal } from '@plenum/contract'
import { z } from 'zod'
import { endpoint, type Service } from '../dialect/endpoint.ts'
import { filtered } from '../dialect/spelling.ts'
import { statisticsFields } from '../dialect/statistics-fields.ts'

export const openconfigsvr: Service = {
  name: 'openconfigsvr',
  numbers: { bad_input: 130001, internal: 130014, busy: 130014, database_away: 130014 },
  endpoints: [
    endpoint('openconfigsvr/getappinfo', {
      body: z.object({ RequestField: z.array(z.string()).optional() }),
      command: 'statistics.list',
      toInput: () => ({}),
      toBody: ({ appName, company, days }, { RequestField = [] }, { sdkAppId }) => ({
        Result: days.map((day) => {
          const fields = { AppName: appName, AppId: String(sdkAppId), Company: company, ...statisticsFields(day) }
          return { Date: day.day.replaceAll('-', ''), ...filtered(fields, RequestField.length > 0 ? RequestField : undefined) }
        }),
      }),
    }),
    endpoint('openconfigsvr/setnospeaking', {
      body: z.object({
        Set_Account: z.string().min(1),
        C2CmsgNospeakingTime: muteSeconds.optional(),
        GroupmsgNospeakingTime: muteSeconds.optional(),
      }),
      command: 'globalMute.set',
      fieldNumbers: { Set_Account: 130004 },
      numbers: { user_unknown: 130005 },
      toInput: ({ Set_Account, C2CmsgNospeakingTime, GroupmsgNospeakingTime }) => {
        if (C2CmsgNospeakingTime === undefined && GroupmsgNospeakingTime === undefined) throw new Refusal('mute_time_missing')
        return { userId: Set_Account, directSeconds: C2CmsgNospeakingTime, groupSeconds: GroupmsgNospeakingTime }
      },
      toBody: () => ({}),
    }),
    endpoint('openconfigsvr/getnospeaking', {
      body: z.object({ Get_Account: z.string().min(1) }),
      command: 'globalMute.get',
      fieldNumbers: { Get_Account: 130002 },
      numbers: { user_unknown: 130003 },
      toInput: ({ Get_Account }) => ({ userId: Get_Account }),
      toBody: ({ directSeconds, groupSeconds }) => ({ C2CmsgNospeakingTime: directSeconds, GroupmsgNospeakingTime: groupSeconds }),
    }),
  ],
}
