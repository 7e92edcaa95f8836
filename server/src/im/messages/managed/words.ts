import type { MessageBody } from '@plenum/contract'

const charactersMax = 1_000

/** What a message says as plain text: words where there are some, otherwise the type of the element. */
export function wordsOf(body: MessageBody): { text: string; isCut: boolean } {
  const characters = [...body.map(elementText).join('\n')]
  return { text: characters.slice(0, charactersMax).join(''), isCut: characters.length > charactersMax }
}

/** Elements of the service have other types, and contents of their own. */
function elementText({ MsgType, MsgContent }: { MsgType: string; MsgContent?: Record<string, unknown> }): string {
  const words = [MsgContent?.Text, MsgContent?.Title, MsgContent?.FileName, MsgContent?.Desc, MsgContent?.Data]
  return words.find((text): text is string => typeof text === 'string' && text !== '') ?? `[${MsgType}]`
}
