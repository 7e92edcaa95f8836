import type { MessageOfHour } from '../../messages/messages-of-hour.ts'

export const kindNames = { direct: 'C2C', group: 'Group' } as const
export type Kind = keyof typeof kindNames

/** The documented form: an object that is left open, one message to a line with a comma between, and the end of the object. */
export async function* linesOf(head: { sdkAppId: number; kind: Kind; hour: string }, portions: AsyncIterable<MessageOfHour[]>) {
  const opening = { SdkAppId: head.sdkAppId, ChatType: kindNames[head.kind], MsgTime: digitsOf(head.hour) }
  const lineOf = head.kind === 'direct' ? directLine : groupLine
  yield `${JSON.stringify(opening).slice(0, -1)},"MsgList":[\n`
  let isFirst = true
  for await (const messages of portions) {
    yield `${isFirst ? '' : ',\n'}${messages.map(lineOf).join(',\n')}`
    isFirst = false
  }
  yield `${isFirst ? '' : '\n'}]}\n`
}

/** `2022111014` for `2022-11-10T14`. */
export function digitsOf(hour: string): string {
  return hour.replaceAll(/\D/g, '')
}

function directLine({ key, senderId, at, clientSequence, random, body }: MessageOfHour): string {
  const [first, second] = key.split('\n')
  const fields = {
    From_Account: senderId,
    To_Account: first === senderId ? second : first,
    MsgTimestamp: seconds(at),
    MsgSeq: clientSequence,
    MsgRandom: random,
  }
  return withBody(fields, body)
}

/** Of a message in a topic the group is its community. */
function groupLine({ key, senderId, at, sequence, body }: MessageOfHour): string {
  const [groupId, topic] = key.split('@TOPIC#_')
  const fields = {
    From_Account: senderId,
    GroupId: groupId,
    ...(topic !== undefined && { TopicId: key }),
    MsgTimestamp: seconds(at),
    MsgSeq: sequence,
  }
  return withBody(fields, body)
}

/** The body is JSON already, on one line. */
function withBody(fields: object, body: string): string {
  return `${JSON.stringify(fields).slice(0, -1)},"MsgBody":${body}}`
}

function seconds(at: Date): number {
  return Math.floor(at.getTime() / 1000)
}
