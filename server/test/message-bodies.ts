import type { V4Answer } from './app-driver.ts'

export const text = (Text: string) => [{ MsgType: 'TIMTextElem', MsgContent: { Text } }]
/** A body of so many bytes. */
export const sized = (bytes: number) => text('x'.repeat(bytes - JSON.stringify(text('')).length))
export const textsOf = (messages: V4Answer[]) => messages.map(({ MsgBody }) => MsgBody[0]?.MsgContent.Text as string)
