import { groupId as GroupId, muteSeconds } from '@plenum/contract'
import { z } from 'zod'
import { type Endpoint, endpoint } from '../../dialect/endpoint.ts'
import { mutedUntilSeconds, unlessEmpty, withOlderNames } from '../../dialect/spelling.ts'

const TopicId = unlessEmpty(z.string())
const which = z.object({ GroupId, TopicId })
const toInput = (body: z.output<typeof which>) => ({ groupId: body.GroupId, topicId: body.TopicId })

export const moderationEndpoints: Endpoint[] = [
  endpoint('group_open_http_svc/forbid_send_msg', {
    body: withOlderNames(
      { ShutUpTime: 'MuteTime' },
      z.object({ GroupId, TopicId, Members_Account: z.array(z.string()).min(1).max(500), MuteTime: muteSeconds }),
    ),
    command: 'group.muteMembers',
    toInput: (body) => ({ ...toInput(body), userIds: body.Members_Account, forSeconds: body.MuteTime }),
    toBody: () => ({}),
  }),

  endpoint('group_open_http_svc/get_group_muted_account', {
    body: which,
    command: 'group.listMuted',
    toInput,
    toBody: ({ muted }, { GroupId }) => ({
      GroupId,
      MutedAccountList: muted.map(({ userId, mutedUntil }) => ({ Member_Account: userId, MutedUntil: mutedUntilSeconds(mutedUntil) })),
    }),
  }),

  endpoint('group_open_http_svc/get_group_shutted_uin', {
    body: which,
    command: 'group.listMuted',
    toInput,
    toBody: ({ muted }, { GroupId }) => ({
      GroupId,
      ShuttedUinList: muted.map(({ userId, mutedUntil }) => ({ Member_Account: userId, ShuttedUntil: mutedUntilSeconds(mutedUntil) })),
    }),
  }),
]
