import { Button } from '@mantine/core'
import type { PlenumClient } from '@plenum/sdk'
import { useState } from 'react'
import { Refused } from '../../../ui/Refused.tsx'
import styles from './TryTheService.module.css'
import { type Trouble, troubleOf } from './useTestUser.ts'

export type GroupKind = 'Public' | 'AVChatRoom'

interface TestGroupProps {
  kind: GroupKind
  groupId: string | null
  client: PlenumClient
  onCreated: (groupId: string) => void
  onJoined: () => void
}

/** What a user does before speaking in the test group: create it, or join it. */
export function BeforeGroup({ kind, groupId, client, onCreated, onJoined }: TestGroupProps) {
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const [waiting, setWaiting] = useState(false)

  async function act() {
    setTrouble(null)
    setWaiting(true)
    try {
      const created = groupId ?? (await createGroup(client, kind))
      await joinGroup(client, kind, created)
      if (groupId === null) onCreated(created)
      onJoined()
    } catch (error) {
      setTrouble(troubleOf(error))
    } finally {
      setWaiting(false)
    }
  }

  return (
    <>
      {trouble ? <Refused failure={trouble} /> : null}
      <Button className={styles.wide} variant={groupId === null ? 'default' : 'filled'} loading={waiting} onClick={() => void act()}>
        {groupId === null ? 'Create a test group' : 'Join the group'}
      </Button>
    </>
  )
}

async function createGroup(client: PlenumClient, type: GroupKind): Promise<string> {
  const free = type === 'Public' ? ({ applyJoinOption: 'FreeAccess' } as const) : {}
  const { groupId } = await client.call('group.create', { type, name: type === 'Public' ? 'Test group' : 'Test broadcast', ...free })
  return groupId
}

/** Whoever made it is in it already; an audio-video group is entered anew with every connection. */
export async function joinGroup(client: PlenumClient, kind: GroupKind, groupId: string): Promise<void> {
  if (kind === 'AVChatRoom') await client.call('avGroup.join', { groupId })
  else await client.call('group.join', { groupId })
}
