import type { Conversation, PlenumClient } from '@plenum/sdk'
import { useEffect, useState } from 'react'
import { textOf } from './useChat.ts'

export interface Pin {
  sequence: number
  text: string
}

/** Messages that are pinned in the group, the latest first, read again whenever they may have changed. */
export function usePins(client: PlenumClient | null, conversation: Conversation | null): Pin[] {
  const [pins, setPins] = useState<Pin[]>([])
  const groupId = conversation && 'groupId' in conversation ? conversation.groupId : null

  useEffect(() => {
    setPins([])
    if (!client || groupId === null) return
    let isGone = false
    const read = () =>
      client
        .call('group.listPinnedMessages', { groupId })
        .then(({ pinned }) => pinned.map(({ message }) => ({ sequence: message.sequence!, text: textOf(message) })))
        .catch(() => [])
        .then((found) => {
          if (!isGone) setPins(found)
        })
    const stops = [
      client.on('group.pinsChanged', (told) => void (told.groupId === groupId && read())),
      client.on('message.recalled', (told) => void (told.groupId === groupId && read())),
      client.on('resumed', () => void read()),
    ]
    void read()
    return () => {
      isGone = true
      for (const stop of stops) stop()
    }
  }, [client, groupId])

  return pins
}
