import { connect, type Events, type PlenumClient, Refused, type WebSocketLike } from '@plenum/sdk'
import { WebSocket } from 'ws'
import type { AppDriver } from '../../../server/test/app-driver.ts'
import type { Witness } from './heard.ts'

type Message = Events['message.sent']

/** A user whose connections break, who comes and goes, and who writes down what is heard. */
export interface Tester {
  userId: string
  client: PlenumClient
  /** By group; one for each time the user was in it. */
  witnesses: Map<string, Witness[]>
  /** Texts of messages to this user alone. */
  direct: string[]
  isIn(groupId: string): boolean
  anyGroup(): string | undefined
  heardCount(): number
  cut(): void
  /** Reads nothing for a while. */
  readSlowly(): void
  /** Returns how many were left. */
  leaveOne(): Promise<number>
  joinOne(groupIds: string[]): Promise<number>
  /** Returns how many messages were taken back. */
  recall(groupId: string, sequence: number): Promise<number>
}

const slowMs = 2_000

export async function signInTester(app: AppDriver, userId: string, groupIds: string[]): Promise<Tester> {
  let socket: WebSocket | undefined
  const witnesses = new Map<string, Witness[]>()
  const present = new Set<string>()
  const direct: string[] = []
  const client = await connect({
    url: app.owner.url,
    sdkAppId: app.sdkAppId,
    userId,
    userSig: () => app.userSig(userId),
    openWebSocket(address) {
      socket = new WebSocket(address)
      return socket as unknown as WebSocketLike
    },
    answerWithinMs: 10_000,
  })

  client.on('message.sent', (message) => {
    if (message.groupId === undefined) direct.push(textOf(message))
    else witnesses.get(message.groupId)?.at(-1)?.heard.push(message)
  })
  client.on('message.recalled', ({ groupId = '', messages }) => {
    for (const { sequence } of messages) witnesses.get(groupId)?.at(-1)?.toldRecalled.add(sequence)
  })

  /** Of a call whose answer was lost nobody knows whether it was carried out; both may be said again. */
  async function untilKnown(call: () => Promise<unknown>): Promise<'done' | 'refused'> {
    for (;;) {
      try {
        await call()
        return 'done'
      } catch (error) {
        if (error instanceof Refused) return 'refused'
      }
    }
  }

  for (const groupId of groupIds) {
    const { conversations } = await client.call('conversation.get', { conversations: [{ groupId }] })
    // Heard is what comes after the first sign-in.
    if (conversations[0])
      witnesses.set(groupId, [newWitness({ userId, from: conversations[0].sequence, before: conversations[0].sequence })])
    if (conversations[0]) present.add(groupId)
  }

  async function newestIn(groupId: string): Promise<number> {
    const { GroupInfo } = await app.ok('group_open_http_svc/get_group_info', { GroupIdList: [groupId] })
    return GroupInfo[0].NextMsgSeq - 1
  }

  const some = <T>(values: T[]): T | undefined => values[Math.floor(Math.random() * values.length)]

  return {
    userId,
    client,
    witnesses,
    direct,
    isIn: (groupId) => present.has(groupId),
    anyGroup: () => some([...present]),
    heardCount: () => direct.length + [...witnesses.values()].flat().reduce((sum, { heard }) => sum + heard.length, 0),
    cut: () => socket?.terminate(),
    readSlowly() {
      const paused = socket
      paused?.pause()
      setTimeout(() => paused?.resume(), slowMs)
    },
    async leaveOne() {
      const groupId = some([...present])
      if (!groupId) return 0
      let isOwner = false
      const left = await untilKnown(() =>
        client.call('group.leave', { groupId }).catch((error: unknown) => {
          isOwner = error instanceof Refused && error.code === 'owner_may_not_leave'
          throw error
        }),
      )
      if (left === 'refused' && isOwner) return 0
      present.delete(groupId)
      witnesses.get(groupId)!.at(-1)!.leftAt = await newestIn(groupId)
      return 1
    },
    async joinOne(all) {
      const groupId = some(all.filter((one) => !present.has(one)))
      if (!groupId) return 0
      const witness = newWitness({ userId, from: 0, before: await newestIn(groupId) })
      witnesses.set(groupId, [...(witnesses.get(groupId) ?? []), witness])
      if ((await untilKnown(() => client.call('group.join', { groupId }))) === 'refused') {
        witnesses.get(groupId)!.pop()
        return 0
      }
      const { conversations } = await client.call('conversation.get', { conversations: [{ groupId }] })
      witness.from = conversations[0]?.sinceSequence ?? 0
      present.add(groupId)
      return 1
    },
    async recall(groupId, sequence) {
      return (await untilKnown(() => client.call('message.recall', { groupId, sequences: [sequence] }))) === 'done' ? 1 : 0
    },
  }
}

function newWitness(where: Pick<Witness, 'userId' | 'from' | 'before'>): Witness {
  return { ...where, leftAt: null, heard: [], toldRecalled: new Set() }
}

const textOf = ({ body }: Message) => body.map(({ MsgContent }) => ('Text' in MsgContent ? String(MsgContent.Text) : '')).join('')
