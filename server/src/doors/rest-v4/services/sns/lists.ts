import { friendListsMax, listName } from '@plenum/contract'
import { z } from 'zod'
import { endpoint } from '../../dialect/endpoint.ts'
import { unlessEmpty } from '../../dialect/spelling.ts'
import { From_Account } from './friends.ts'
import { resultsBody } from './results.ts'

const GroupName = z.array(listName).min(1).max(friendListsMax)

export const listEndpoints = [
  endpoint('sns/group_add', {
    body: z.object({ From_Account, GroupName, To_Account: z.array(z.string()).max(1000).optional() }),
    command: 'friendList.add',
    toInput: ({ From_Account, GroupName, To_Account }) => ({ userId: From_Account, names: GroupName, userIds: To_Account }),
    toBody: ({ results, sequence }, { To_Account }) => ({
      ...(To_Account && resultsBody(results, { not_a_friend: 32216 })),
      CurrentSequence: sequence,
    }),
  }),

  endpoint('sns/group_delete', {
    body: z.object({ From_Account, GroupName }),
    command: 'friendList.remove',
    toInput: ({ From_Account, GroupName }) => ({ userId: From_Account, names: GroupName }),
    toBody: ({ sequence }) => ({ CurrentSequence: sequence }),
  }),

  endpoint('sns/group_get', {
    body: z.object({
      From_Account,
      NeedFriend: unlessEmpty(z.enum(['Need_Friend_Type_Yes', 'Need_Friend_Type_No'])),
      GroupName: z.array(z.string()).max(friendListsMax).optional(),
    }),
    command: 'friendList.get',
    /** An empty list of names, which some SDKs send, names all. */
    toInput: ({ From_Account, GroupName = [] }) => ({ userId: From_Account, names: GroupName.length > 0 ? GroupName : undefined }),
    toBody: ({ lists, sequence }, { NeedFriend }) => ({
      ResultItem: lists.map(({ name, userIds }) => ({
        GroupName: name,
        FriendNumber: userIds.length,
        ...(NeedFriend === 'Need_Friend_Type_Yes' && { To_Account: userIds }),
      })),
      CurrentSequence: sequence,
    }),
  }),
]
