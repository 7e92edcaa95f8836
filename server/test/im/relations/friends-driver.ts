import { type AppDriver, ok as done, type V4Answer } from '../../app-driver.ts'
import { heardDuring } from '../../heard.ts'
import type { World } from '../../world.ts'

export const ok = { ...done, ErrorDisplay: '' }
export const item = (To_Account: string, more: object = {}) => ({ To_Account, AddSource: 'AddSource_Type_Test', ...more })
export const single = { AddType: 'Add_Type_Single' }
export const force = { ForceAddFlags: 1 }

/** What became of each. */
export const codes = ({ ResultItem }: V4Answer): number[] => ResultItem?.map(({ ResultCode }: { ResultCode: number }) => ResultCode)

/** Relations of the users of an app, as its own server calls for them. */
export function friendsDriver(app: AppDriver) {
  const call = (command: string, body: object) => app.v4(`sns/${command}`, body)
  const items = (friends: (string | object)[]) => friends.map((friend) => (typeof friend === 'string' ? item(friend) : friend))
  const get = (From_Account: string, body: object = { StartIndex: 0 }) => call('friend_get', { From_Account, ...body })
  return {
    call,
    get,
    add: (From_Account: string, friends: (string | object)[], more: object = {}) =>
      call('friend_add', { From_Account, AddFriendItem: items(friends), ...more }),
    importFriends: (From_Account: string, friends: (string | object)[]) =>
      call('friend_import', { From_Account, AddFriendItem: items(friends) }),
    friendsOf: async (userId: string): Promise<string[]> =>
      (await get(userId)).UserDataItem.map(({ To_Account }: { To_Account: string }) => To_Account),
    setProfile: (From_Account: string, Tag: string, Value: unknown) =>
      app.ok('profile/portrait_set', { From_Account, ProfileItem: [{ Tag, Value }] }),
    declare: (level: 'user' | 'friend', key: string) => app.owner.call('customField.add', { sdkAppId: app.sdkAppId, level, key }),
  }
}

/** What is told while something happens. */
export async function toldDuring(world: World, work: () => Promise<unknown>) {
  return (await heardDuring(world, work)).map(({ name, content }) => ({ name, content }))
}
