import { refusals, refusalText } from '@plenum/contract'
import { z } from 'zod'
import { endpoint, type Service } from '../dialect/endpoint.ts'
import { changesOf, customKeysOf, tagValues } from '../dialect/profile-tags.ts'
import { failAccounts } from '../dialect/spelling.ts'

const usersMax = 100
const tagsMax = 100

const numbers = {
  bad_input: 40001,
  too_many_items: 40001,
  user_unknown: 40003,
  internal: 40006,
  busy: 40006,
  database_away: 40006,
} satisfies Service['numbers']

export const profile: Service = {
  name: 'profile',
  numbers,
  envelope: { ErrorDisplay: '' },
  endpoints: [
    endpoint('profile/portrait_set', {
      body: z.object({
        From_Account: z.string(),
        ProfileItem: z
          .array(z.object({ Tag: z.string(), Value: z.unknown() }))
          .min(1)
          .max(tagsMax),
      }),
      command: 'profile.set',
      toInput: ({ From_Account, ProfileItem }) => ({ userId: From_Account, changes: changesOf(ProfileItem) }),
      toBody: () => ({}),
    }),
    endpoint('profile/portrait_get', {
      body: z.object({
        To_Account: z.array(z.string()).min(1).max(usersMax),
        TagList: z.array(z.string()).min(1).max(tagsMax),
      }),
      fieldNumbers: { To_Account: 40002, 'To_Account.*': refusals.user_id_not_text.number },
      command: 'profile.get',
      toInput: ({ To_Account, TagList }) => ({ userIds: To_Account, customFields: customKeysOf(TagList) }),
      toBody: ({ users }, { TagList }) => ({
        UserProfileItem: users.map(({ userId, profile }) => ({
          To_Account: userId,
          ProfileItem: profile ? tagValues(profile, TagList) : [],
          ResultCode: profile ? 0 : numbers.user_unknown,
          ResultInfo: profile ? '' : refusalText('user_unknown', { userId }),
        })),
        ...failAccounts(users.flatMap(({ userId, profile }) => (profile ? [] : [userId]))),
      }),
    }),
  ],
}
