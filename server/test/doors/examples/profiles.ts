import type { CommandName } from '@plenum/contract'
import { type Example, ofServer, userOf } from './kinds.ts'

export const profilesExamples = {
  'profile.set': ofServer('profile/portrait_set', async (scene) => ({
    From_Account: await userOf(scene),
    ProfileItem: [
      { Tag: 'Tag_Profile_IM_Nick', Value: 'Ann' },
      { Tag: 'Tag_Profile_IM_Level', Value: 3 },
    ],
  })),
  'profile.get': ofServer('profile/portrait_get', async (scene) => ({
    To_Account: [await userOf(scene)],
    TagList: ['Tag_Profile_IM_Nick', 'Tag_Profile_IM_AllowType'],
  })),
} satisfies Partial<Record<CommandName, Example>>
