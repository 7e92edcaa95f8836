import type { Events } from '@plenum/sdk'
import type { AppDriver } from '../../../server/test/app-driver.ts'
import { judge, nothingWrong, type Verdict } from './heard.ts'
import { signInTester, type Tester } from './tester.ts'

type Message = Events['message.sent']

export interface Setting {
  app: AppDriver
  users: number
  groups: number
  seconds: number
  onProgress?(text: string): void
  /** What else goes wrong meanwhile, such as a restart of the server. */
  trouble?(elapsedSeconds: number): Promise<void>
}

export interface Checked {
  verdict: Verdict
  messages: number
  heard: number
  disconnects: number
  joins: number
  leaves: number
  recalls: number
}

const settleSeconds = 60
const pageOfHistory = 20

/**
 * Many users talk, come and go while connections break; at the end everything stored that was meant for somebody must have been heard, once
 * and in order, the last one too, and nothing else.
 */
export async function checkDelivery({ app, users, groups, seconds, onProgress = () => {}, trouble }: Setting): Promise<Checked> {
  const run = Math.random().toString(36).slice(2, 8)
  const userIds = Array.from({ length: users }, (_, number) => `check-${run}-${number}`)
  const groupIds: string[] = []
  await app.importUsers(userIds)
  for (let number = 0; number < groups; number++) {
    const MemberList = userIds
      .filter((_, index) => index % groups === number % users || index % 2 === 0)
      .map((Member_Account) => ({ Member_Account }))
    const [first] = MemberList
    groupIds.push(
      await app.createGroup({
        GroupId: `check-${run}-g${number}`,
        Owner_Account: first!.Member_Account,
        ApplyJoinOption: 'FreeAccess',
        MemberList: MemberList.slice(1, 20),
      }),
    )
  }
  const testers: Tester[] = []
  for (const userId of userIds) testers.push(await signInTester(app, userId, groupIds))
  onProgress(`${users} users are signed in and in ${groups} groups`)

  const counts = { messages: 0, disconnects: 0, joins: 0, leaves: 0, recalls: 0 }
  const direct = new Map<string, string[]>()
  /** By text: of a message whose answer was lost nobody knows the number. */
  const receiversOf = new Map<string, string[]>()
  const targeted = await mayTarget(testers[0]!, receiversOf)
  const startedAt = performance.now()
  const elapsed = () => (performance.now() - startedAt) / 1000
  let isOver = false

  async function talk(tester: Tester): Promise<void> {
    while (!isOver) {
      const groupId = tester.anyGroup()
      const text = `${tester.userId} ${counts.messages++}`
      const body: Message['body'] = [{ MsgType: 'TIMTextElem', MsgContent: { Text: text } }]
      if (!groupId || Math.random() < 0.2) {
        const peerId = userIds[Math.floor(Math.random() * users)]!
        if (peerId === tester.userId) continue
        await tester.client.send({ peerId, body })
        direct.set(peerId, [...(direct.get(peerId) ?? []), text])
        continue
      }
      const receiverIds =
        targeted && Math.random() < 0.1
          ? testers
              .filter((other) => other.isIn(groupId))
              .slice(0, 3)
              .map(({ userId }) => userId)
          : []
      if (receiverIds.length > 0) receiversOf.set(text, receiverIds)
      await tester.client
        .send({ groupId, body, ...(receiverIds.length > 0 && { receiverIds }) })
        .then(async ({ sequence }) => {
          if (Math.random() < 0.05) counts.recalls += await tester.recall(groupId, sequence!)
        })
        // Whoever has just left is refused.
        .catch((error: { code?: string }) => {
          if (!['not_a_member', 'group_unknown', 'receiver_unknown', 'group_not_supported'].includes(error.code ?? '')) throw error
        })
    }
  }

  async function comeAndGo(): Promise<void> {
    while (!isOver) {
      await pause(20)
      const tester = testers[Math.floor(Math.random() * users)]!
      const kind = Math.random()
      if (kind < 0.6) {
        tester.cut()
        counts.disconnects++
      } else if (kind < 0.7) tester.readSlowly()
      else if (kind < 0.85) counts.leaves += await tester.leaveOne()
      else counts.joins += await tester.joinOne(groupIds)
    }
  }

  const others = [comeAndGo(), ...(trouble ? [troubled(trouble)] : [])]
  const talkers = testers.map(talk)
  async function troubled(make: NonNullable<Setting['trouble']>) {
    while (!isOver) {
      await make(elapsed())
      await pause(500)
    }
  }
  while (elapsed() < seconds) {
    await pause(1000)
    onProgress(`${Math.round(elapsed())} of ${seconds} s: ${counts.messages} messages, ${counts.disconnects} connections cut`)
  }
  isOver = true
  await Promise.all([...others, ...talkers])
  onProgress('all is said; waiting until it is heard')

  let verdict = nothingWrong()
  const stored = new Map<string, Message[]>()
  for (const groupId of groupIds) stored.set(groupId, await historyOf(app, groupId, receiversOf))
  for (let waited = 0; waited < settleSeconds; waited++) {
    verdict = nothingWrong()
    for (const tester of testers) {
      for (const [groupId, witnesses] of tester.witnesses)
        for (const witness of witnesses) judge(groupId, witness, stored.get(groupId)!, verdict)
      judgeDirect(tester, direct.get(tester.userId) ?? [], verdict)
    }
    if (verdict.lost.length === 0) break
    await pause(1000)
  }
  const heard = testers.reduce((sum, { heardCount }) => sum + heardCount(), 0)
  await Promise.all(testers.map(({ client }) => client.close()))
  return { verdict, heard, ...counts }
}

/** Messages to some members of a group need Ultimate. */
async function mayTarget({ client, userId, anyGroup }: Tester, receiversOf: Map<string, string[]>): Promise<boolean> {
  const text = 'To some'
  const body: Message['body'] = [{ MsgType: 'TIMTextElem', MsgContent: { Text: text } }]
  receiversOf.set(text, [userId])
  return client.send({ groupId: anyGroup()!, body, receiverIds: [userId] }).then(
    () => true,
    (error: { code?: string }) => {
      if (error.code !== 'group_not_supported') throw error
      return false
    },
  )
}

/** Each text once, and those of one sender in the order of their numbers. */
function judgeDirect({ userId, direct }: Tester, expected: string[], verdict: Verdict): void {
  const heard = new Map<string, number>()
  for (const text of direct) heard.set(text, (heard.get(text) ?? 0) + 1)
  for (const text of expected) if (!heard.has(text)) verdict.lost.push(`direct "${text}" to ${userId}`)
  for (const text of heard.keys()) if (!expected.includes(text)) verdict.strange.push(`direct "${text}" to ${userId}`)
  const newest = new Map<string, number>()
  for (const text of heard.keys()) {
    const [senderId = '', number] = text.split(' ')
    if (Number(number) < (newest.get(senderId) ?? 0)) verdict.disordered.push(`direct "${text}" to ${userId}`)
    newest.set(senderId, Number(number))
  }
  for (const [text, times] of heard) if (times > 1) verdict.doubled.push(`direct "${text}" to ${userId}`)
}

/** Of `IsPlaceMsg`. */
const takenBack = 2

interface Stored {
  From_Account: string
  MsgSeq: number
  IsPlaceMsg: number
  MsgBody: { MsgContent: { Text?: string } }[]
}

/** As the app's own server sees it: everything that is stored. */
async function historyOf(app: AppDriver, groupId: string, receiversOf: ReadonlyMap<string, string[]>): Promise<Message[]> {
  const found: Message[] = []
  for (let through: number | undefined; ; ) {
    const { RspMsgList } = await app.ok('group_open_http_svc/group_msg_get_simple', {
      GroupId: groupId,
      ReqMsgNumber: pageOfHistory,
      WithRecalledMsg: 1,
      ...(through !== undefined && { ReqMsgSeq: through }),
    })
    const page = (RspMsgList as Stored[]).map(({ From_Account, MsgSeq, IsPlaceMsg, MsgBody }) => {
      const receiverIds = receiversOf.get(MsgBody[0]?.MsgContent.Text ?? '')
      const isRecalled = IsPlaceMsg === takenBack
      return {
        sequence: MsgSeq,
        senderId: From_Account,
        ...(receiverIds && { receiverIds }),
        ...(isRecalled && { recalledAt: 'then' }),
      } as Message
    })
    found.push(...page)
    const lowest = Math.min(...page.map(({ sequence }) => sequence!))
    if (page.length === 0 || lowest <= 1) return found.sort((one, other) => one.sequence! - other.sequence!)
    through = lowest - 1
  }
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
