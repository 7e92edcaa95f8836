import { type Conversation, conversationOf, nameOf, type PlenumClient } from '@plenum/sdk'
import { useEffect, useState } from 'react'
import { tipWords } from './tip-words.ts'
import { type Trouble, troubleOf } from './useTestUser.ts'

export interface Line {
  key: string
  from: string
  text: string
  /** null: not stored, as in audio-video groups; undefined: on its way. */
  sequence?: number | null
  isOwn: boolean
  /** Told by the service. */
  isTip: boolean
}

const linesMax = 200

/** What was said in one conversation since the user signed in here. */
export function useChat(client: PlenumClient | null, conversation: Conversation | null) {
  const [lines, setLines] = useState<Record<string, Line[]>>({})
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const place = conversation ? nameOf(conversation) : ''

  useEffect(() => {
    if (!client) return
    setLines({})
    return client.on('message.sent', (message) => {
      const from = message.senderId
      const sequence = message.sequence
      const tip = message.system ? tipWords(message.body.map(({ MsgContent }) => ('Data' in MsgContent ? MsgContent.Data : ''))[0]) : null
      const key = `${from} ${message.random} ${sequence}`
      const line = { key, from, text: tip ?? textOf(message), sequence, isOwn: from === client.userId, isTip: tip !== null }
      setLines((before) => withLine(before, nameOf(conversationOf(message, client.userId)), line))
    })
  }, [client])

  async function say(text: string): Promise<boolean> {
    if (!client || !conversation) return false
    setTrouble(null)
    const key = `${place} ${crypto.randomUUID()}`
    const line: Line = { key, from: client.userId, text, isOwn: true, isTip: false }
    setLines((before) => withLine(before, place, line))
    try {
      const { sequence = null } = await client.send({ ...conversation, body: [{ MsgType: 'TIMTextElem', MsgContent: { Text: text } }] })
      setLines((before) => ({
        ...before,
        [place]: (before[place] ?? []).map((other) => (other.key === key ? { ...other, sequence } : other)),
      }))
      return true
    } catch (error) {
      setLines((before) => ({ ...before, [place]: (before[place] ?? []).filter((other) => other.key !== key) }))
      setTrouble(troubleOf(error))
      return false
    }
  }

  /** What is done with a message that was said. */
  async function attempt(work: (client: PlenumClient) => Promise<unknown>): Promise<void> {
    if (!client) return
    setTrouble(null)
    await work(client).catch((error: unknown) => setTrouble(troubleOf(error)))
  }

  return { lines: lines[place] ?? [], trouble, say, attempt }
}

function withLine(lines: Record<string, Line[]>, place: string, line: Line): Record<string, Line[]> {
  return { ...lines, [place]: [...(lines[place] ?? []), line].slice(-linesMax) }
}

/** Of the elements that have words; of the others their kind. */
export function textOf({ body }: { body: { MsgType: string; MsgContent: object }[] }): string {
  return body.map(({ MsgType, MsgContent }) => ('Text' in MsgContent ? String(MsgContent.Text) : `[${MsgType}]`)).join(' ')
}
