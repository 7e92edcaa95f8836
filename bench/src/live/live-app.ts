import { AppDriver } from '../../../server/test/app-driver.ts'
import type { RunningPlenum } from '../plenum.ts'

/** For those who measure, a connection may call as often as it can. */
export const liveSettings = { PLENUM_LIVE_CALLS_PER_SECOND: '1000000', PLENUM_LIVE_CONNECTIONS_PER_ADDRESS: '1000000' }
const membersInCall = 100

/** An app on Ultimate without bounds that matter, unless groups are to speak no faster than so many messages a second. */
export async function createLiveApp(plenum: Pick<RunningPlenum, 'operator'>, messagesPerGroup = 1_000_000): Promise<AppDriver> {
  const { sdkAppId, name } = await plenum.operator.call('app.create', { name: 'Live' })
  const { keys } = await plenum.operator.call('key.reveal', { sdkAppId })
  const app = new AppDriver({ sdkAppId, name, key: keys[0]!.secretKey }, plenum.operator, () => new Date())
  await app.upgrade({ edition: 'ultimate' })
  await plenum.operator.call('app.setRates', { sdkAppId, rates: { default: 1_000_000, messagesPerGroup } })
  return app
}

/** A group with users `<group>_0`, `<group>_1`, … in it. */
export async function createFullGroup(app: AppDriver, groupId: string, members: number): Promise<void> {
  const userIds = Array.from({ length: members }, (_, number) => `${groupId}_${number}`)
  await app.importUsers(userIds)
  await app.createGroup({ GroupId: groupId })
  for (let at = 0; at < members; at += membersInCall) {
    const MemberList = userIds.slice(at, at + membersInCall).map((Member_Account) => ({ Member_Account }))
    const { MemberList: added } = await app.ok('group_open_http_svc/add_group_member', { GroupId: groupId, MemberList })
    if (added.some(({ Result }: { Result: number }) => Result !== 1)) throw new Error(`Not everybody came into the group of ${members}`)
  }
}
