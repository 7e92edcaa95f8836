import { type Conversation, nameOf, type PlenumClient } from '@plenum/sdk'
import { useEffect, useState } from 'react'

export interface Reaction {
  reactionId: string
  count: number
  mine: boolean
}

type Told = {
  reactions: { reactionId: string; count: number; mine?: boolean }[]
  by?: { userId: string; reactionId: string; added: boolean }
}
type Place = { groupId?: string; topicId?: string; userIds?: [string, string] }

/** Reactions to messages since the user signed in here, by conversation and number. */
export function useReactions(client: PlenumClient | null) {
  const [known, setKnown] = useState<Record<string, Reaction[]>>({})

  useEffect(() => {
    if (!client) return
    setKnown({})
    const stops = [
      client.on('message.reactionsChanged', (told) => {
        const name = placeName(told, client.userId, told.sequence)
        setKnown((before) => ({ ...before, [name]: asSeen(told, before[name] ?? [], client.userId) }))
      }),
      client.on('message.recalled', (told) =>
        setKnown((before) => {
          const gone = Object.fromEntries(told.messages.map(({ sequence }) => [placeName(told, client.userId, sequence), []]))
          return { ...before, ...gone }
        }),
      ),
    ]
    return () => {
      for (const stop of stops) stop()
    }
  }, [client])

  return (conversation: Conversation, sequence: number): Reaction[] => known[`${nameOf(conversation)} ${sequence}`] ?? []
}

/** An event is the same for everybody: whose reaction it is says `by`. */
function asSeen({ reactions, by }: Told, before: Reaction[], userId: string): Reaction[] {
  return reactions.map(({ reactionId, count, mine }) => {
    const isBySelf = by?.userId === userId && by.reactionId === reactionId
    const wasMine = before.some((reaction) => reaction.reactionId === reactionId && reaction.mine)
    return { reactionId, count, mine: mine ?? (isBySelf ? by.added : wasMine) }
  })
}

function placeName({ groupId, topicId, userIds }: Place, userId: string, sequence: number): string {
  const peerId = userIds?.find((id) => id !== userId) ?? userId
  const conversation = groupId === undefined ? { peerId } : { groupId, ...(topicId !== undefined && { topicId }) }
  return `${nameOf(conversation)} ${sequence}`
}
