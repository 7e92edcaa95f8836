import { type AppSettings, settingsAtFirst, type WantedSettings } from '@plenum/contract'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AppDriver } from '../../app-driver.ts'
import { driveGroups, members } from '../../im/groups/groups-driver.ts'
import { text } from '../../message-bodies.ts'
import { startWorld, type World } from '../../world.ts'

let world: World
let app: AppDriver

beforeAll(async () => {
  world = await startWorld()
  app = await world.busyApp({ edition: 'ultimate', users: ['ann', 'ben', 'cy', 'dan'] })
})
afterAll(() => world.close())

const { call, send, trio } = driveGroups(() => app)
const set = (settings: WantedSettings, of = app) => of.owner.call('settings.set', { sdkAppId: of.sdkAppId, settings })
const settingsOf = async (of = app) => (await of.owner.call('settings.get', { sdkAppId: of.sdkAppId })).settings

async function tipsOf(GroupId: string) {
  const { RspMsgList } = await call('group_msg_get_simple', { GroupId, ReqMsgNumber: 20 })
  return RspMsgList.filter(({ IsSystemMsg }: { IsSystemMsg: number }) => IsSystemMsg === 1)
    .toReversed()
    .map(({ MsgBody }: { MsgBody: { MsgContent: { Data: string } }[] }) => JSON.parse(MsgBody[0]!.MsgContent.Data))
}

/** What leaves for whoever is connected and is not kept. */
async function passedDuring(work: () => Promise<unknown>) {
  const passed: unknown[] = []
  const stop = world.hub.listen(({ name, content }) => {
    const said = content as unknown as { system?: boolean; sequence: number | null; body: { MsgContent: { Data: string } }[] }
    if (name === 'message.sent' && said.system && said.sequence === null) passed.push(JSON.parse(said.body[0]!.MsgContent.Data))
  })
  await work()
  stop()
  return passed
}

const broadcast = (of = app) => call('send_broadcast_msg', { Random: 7, MsgBody: text('all') }, of)

describe('a switch acts at the next request', () => {
  const switches: [keyof AppSettings, WantedSettings, WantedSettings, number, () => Promise<{ ErrorCode: number }>][] = [
    ['communities', { communities: true }, { communities: false }, 11000, () => call('create_group', { Type: 'Community', Name: 'x' })],
    ['avGroupBroadcast', { avGroupBroadcast: true }, { avGroupBroadcast: false }, 10007, () => broadcast()],
    [
      'avGroupBan',
      { avGroupBan: true },
      { avGroupBan: false },
      10007,
      async () => call('get_group_ban_member', { GroupId: await app.createGroup({ Type: 'AVChatRoom' }), Limit: 10, Offset: 0 }),
    ],
    ['pushToAll', { pushToAll: true }, { pushToAll: false }, 90045, () => app.v4('all_member_push/im_get_tag', { To_Account: ['ann'] })],
    [
      'messageExtensions',
      { messageExtensions: true },
      { messageExtensions: false },
      10008,
      async () => {
        const GroupId = await trio()
        const { MsgSeq } = await send(GroupId, { From_Account: 'ann', SupportMessageExtension: 1 })
        return app.v4('openim_msg_ext_http_svc/group_get_key_values', { GroupId, MsgSeq: MsgSeq ?? 1 })
      },
    ],
    [
      'receiptGroupTypes',
      { receiptGroupTypes: ['Public'] },
      { receiptGroupTypes: [] },
      10059,
      async () => send(await trio(), { From_Account: 'ann', IsNeedReadReceipt: 1 }),
    ],
  ]

  test.each(switches)('%s', async (name, on, off, code, ask) => {
    const { revision } = await set(on)
    expect((await ask()).ErrorCode).toBe(0)
    expect((await set(off)).revision).toBe(revision + 1)
    expect((await ask()).ErrorCode).toBe(code)
    await set(on)
    expect((await ask()).ErrorCode).toBe(0)
    expect((await settingsOf())[name]).toEqual(on[name as keyof WantedSettings])
  })

  test('read receipts, for the types of groups that are named', async () => {
    await set({ receiptGroupTypes: ['Meeting', 'Work'] })
    const codeIn = async (Type: string) => (await send(await trio({ Type }), { From_Account: 'ann', IsNeedReadReceipt: 1 })).ErrorCode
    expect([await codeIn('Work'), await codeIn('Public'), await codeIn('Meeting')]).toEqual([0, 10007, 0])
    expect((await settingsOf()).receiptGroupTypes).toEqual(['Work', 'Meeting'])
  })

  test('broadcasts a second, as many as are set (10023)', async () => {
    const hasty = await world.app({ edition: 'ultimate', name: 'Hasty' })
    await set({ avGroupBroadcastsPerSecond: 3 }, hasty)
    const codes = (await Promise.all(Array.from({ length: 8 }, () => broadcast(hasty)))).map(({ ErrorCode }) => ErrorCode)
    const slow = await world.app({ edition: 'ultimate', name: 'Slow' })
    const codesOfSlow = (await Promise.all(Array.from({ length: 8 }, () => broadcast(slow)))).map(({ ErrorCode }) => ErrorCode)
    expect(codes.filter((code) => code === 0).length).toBeGreaterThanOrEqual(3)
    expect(codes.filter((code) => code === 0).length).toBeGreaterThan(codesOfSlow.filter((code) => code === 0).length)
    expect(new Set([...codes, ...codesOfSlow])).toEqual(new Set([0, 10023]))
  })
})

describe('what groups hear of', () => {
  const ofWork = settingsAtFirst.memberChangeNotices.Work
  const add = (GroupId: string, userId = 'dan') => call('add_group_member', { GroupId, MemberList: members(userId) })
  const expel = (GroupId: string) => call('delete_group_member', { GroupId, MemberToDel_Account: ['dan'] })

  test('is kept, only pushed or nothing at all, by event and type of group', async () => {
    await set({ memberChangeNotices: { Work: { ...ofWork, invited: 'push', removed: 'off' } } })
    const [work, publicGroup] = [await trio({ Type: 'Work' }), await trio({ Type: 'Public' })]
    const passed = await passedDuring(async () => {
      for (const groupId of [work, publicGroup]) {
        await add(groupId)
        await expel(groupId)
      }
    })
    expect(passed).toEqual([{ tip: 'membersJoined', operatorId: 'administrator', userIds: ['dan'] }])
    expect(await tipsOf(work)).toEqual([])
    expect((await tipsOf(publicGroup)).map(({ tip }: { tip: string }) => tip)).toEqual(['membersJoined', 'membersRemoved'])
    expect(await settingsOf()).toMatchObject({
      memberChangeNotices: { Work: { invited: 'push', joined: 'store', removed: 'off' }, Public: ofWork },
    })
  })

  test('of one change of the profile is parted: what is kept, what is pushed, and the rest', async () => {
    const first = settingsAtFirst.groupProfileNotices.Public
    await set({
      groupProfileNotices: { Public: { ...first, introduction: 'push', announcement: 'off', muteAll: 'store', wayOfJoining: 'push' } },
    })
    const GroupId = await trio()
    const change = { Name: 'Roses', Introduction: 'of old', Notification: 'tea', MuteAllMember: 'On', ApplyJoinOption: 'FreeAccess' }
    const passed = await passedDuring(() => call('modify_group_base_info', { GroupId, ...change }))
    const tip = { tip: 'groupChanged', operatorId: 'administrator' }
    expect(await tipsOf(GroupId)).toEqual([{ ...tip, changes: { name: 'Roses', muteAll: true } }])
    expect(passed).toEqual([{ ...tip, changes: { introduction: 'of old', applyJoinOption: 'FreeAccess' } }])
    await set({ groupProfileNotices: { Public: first } })
  })

  test('of members holds for audio-video groups too, without being kept', async () => {
    const GroupId = await app.createGroup({ Type: 'AVChatRoom', Owner_Account: 'ann' })
    const mute = () => call('forbid_send_msg', { GroupId, Members_Account: ['ben'], MuteTime: 60 })
    expect(await passedDuring(mute)).toEqual([])
    await set({ memberProfileNotices: { AVChatRoom: { muting: 'push', role: 'off' } } })
    await call('forbid_send_msg', { GroupId, Members_Account: ['ben'], MuteTime: 0 })
    expect(await passedDuring(mute)).toMatchObject([{ tip: 'membersChanged', userIds: ['ben'] }])
    await expect(set({ memberProfileNotices: { AVChatRoom: { muting: 'store' as 'push', role: 'off' } } })).rejects.toMatchObject({
      code: 'bad_input',
    })
  })
})

describe('what needs Ultimate', () => {
  const gated: WantedSettings[] = [
    { webInstancesMax: 2 },
    { devicesPerPlatformMax: 2 },
    { avGroupHistoryMessages: 1 },
    { receiptGroupTypes: ['Work'] },
    { conversationsMax: 101 },
    { userStatus: true },
    { friendStatusNotices: true },
    { messageExtensions: true },
    { pushToAll: true },
    { communities: true },
    { avGroupOnlineMembers: true },
    { avGroupBroadcast: true },
    { avGroupBroadcastsPerSecond: 2 },
    { avGroupBan: true },
  ]

  test.each(['free', 'pro'] as const)('is refused on %s, and what stood beside it is not set either', async (edition) => {
    const small = await world.app({ edition, name: `Small ${edition}` })
    for (const wanted of gated) {
      const [setting] = Object.keys(wanted)
      await expect(set({ ...wanted, recallSeconds: 60 }, small), setting).rejects.toMatchObject({
        code: 'top_plan_needed',
        details: { setting },
      })
    }
    expect(await settingsOf(small)).toEqual(settingsAtFirst)
    expect((await set({ recallSeconds: 60, friendsOnly: true, loginPolicy: 'multi' }, small)).settings).toMatchObject({ recallSeconds: 60 })
  })

  test('is kept on a fall to Pro without effect, can be put off there, and is back on Ultimate', async () => {
    const faller = await world.busyApp({ edition: 'ultimate', users: ['ann'] })
    await set({ avGroupBroadcastsPerSecond: 4, webInstancesMax: 5 }, faller)
    const before = await settingsOf(faller)
    expect((await broadcast(faller)).ErrorCode).toBe(0)

    await faller.modify({ edition: 'pro' })
    expect(await settingsOf(faller)).toEqual(before)
    expect((await broadcast(faller)).ErrorCode).toBe(10007)
    await expect(set({ webInstancesMax: 6 }, faller)).rejects.toMatchObject({ code: 'top_plan_needed' })
    await set({ webInstancesMax: 1 }, faller)

    await world.moveBy(31 * 86_400)
    await faller.owner.call('plan.modify', {
      sdkAppId: faller.sdkAppId,
      edition: 'ultimate',
      unlimitedAvGroups: true,
      groupsPerUser: 1000,
      membersPerGroup: 2000,
    })
    expect(await settingsOf(faller)).toEqual({ ...before, webInstancesMax: 1 })
    expect((await broadcast(faller)).ErrorCode).toBe(0)
  })
})

test('values outside their bounds, strange names and half a table are refused, and nothing is set', async () => {
  const before = await app.owner.call('settings.get', { sdkAppId: app.sdkAppId })
  for (const wrong of [
    { webInstancesMax: 11 },
    { devicesPerPlatformMax: 0 },
    { recallSeconds: 604_801 },
    { recallSeconds: 0 },
    { avGroupHistoryMessages: 21 },
    { conversationsMax: 99 },
    { avGroupBroadcastsPerSecond: 6 },
    { loginPolicy: 'five' },
    { receiptGroupTypes: ['Community'] },
    { historyBeforeJoining: { AVChatRoom: true } },
    { memberChangeNotices: { Work: { invited: 'off' } } },
    { colour: 'red' },
  ]) {
    await expect(set(wrong as WantedSettings), JSON.stringify(wrong)).rejects.toMatchObject({ code: 'bad_input' })
  }
  expect(await app.owner.call('settings.get', { sdkAppId: app.sdkAppId })).toEqual(before)
})

test('the ledger says what was set in the words of the console, and nothing where nothing changed', async () => {
  const fresh = await world.app({ edition: 'pro', name: 'Fresh' })
  const { revision } = await set({ recallSeconds: 120, friendsOnly: false }, fresh)
  expect((await fresh.get()).revision).toBe(revision)
  await set(
    {
      loginPolicy: 'multi',
      friendsOnly: true,
      historyBeforeJoining: { Work: true },
      memberChangeNotices: { Meeting: { invited: 'off', joined: 'push', removed: 'off', left: 'off' } },
    },
    fresh,
  )
  const { entries } = await fresh.owner.call('audit.list', { sdkAppId: fresh.sdkAppId, category: 'settings' })
  expect(entries.filter(({ action }) => action === 'app.settingsChanged').map(({ changes }) => changes)).toEqual([
    [
      { field: 'Login Settings', before: 'Dual-platform', after: 'Multi-platform' },
      { field: 'Check Relationship for One-to-One Messages', before: 'off', after: 'on' },
      { field: 'Pull message history before group join, Work', before: 'off', after: 'on' },
      { field: 'Notification of group member change, Meeting: Joined', before: 'off', after: 'push' },
    ],
  ])
})
