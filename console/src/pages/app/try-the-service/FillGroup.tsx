import { Button } from '@mantine/core'
import { useRef, useState } from 'react'
import { Refused } from '../../../ui/Refused.tsx'
import { joinGroup } from './TestGroup.tsx'
import styles from './TryTheService.module.css'
import { connectAs, type Trouble, troubleOf } from './useTestUser.ts'

interface FillGroupProps {
  sdkAppId: number
  groupId: string
  /** How many members the plan allows. */
  allowed: number
}

const atATime = 25

/** Further test users sign in and join, one after the other, until the plan says no. */
export function FillGroup({ sdkAppId, groupId, allowed }: FillGroupProps) {
  const [joined, setJoined] = useState(0)
  const [running, setRunning] = useState(false)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const stopped = useRef(false)

  async function fill() {
    stopped.current = false
    setTrouble(null)
    setRunning(true)
    try {
      for (let number = 1; number <= atATime && !stopped.current; number++) {
        await joinAs(sdkAppId, groupId, `tester-${joined + number}`)
        setJoined(joined + number)
      }
    } catch (error) {
      setTrouble(troubleOf(error))
    } finally {
      setRunning(false)
    }
  }

  return (
    <div className={styles.fill}>
      <p>
        Your plan allows <b>{allowed.toLocaleString('en-US')} members</b> in a group. Let more test users join and see what happens above
        it. They become accounts of this app.
      </p>
      <div className={styles.fillAction}>
        {running ? (
          <Button
            variant="default"
            onClick={() => {
              stopped.current = true
            }}
          >
            Stop
          </Button>
        ) : (
          <Button variant="default" onClick={() => void fill()}>
            Let {atATime} more join
          </Button>
        )}
        <span aria-live="polite">{joined > 0 ? `${joined} more joined.` : ''}</span>
      </div>
      {trouble ? <Refused failure={trouble} /> : null}
    </div>
  )
}

async function joinAs(sdkAppId: number, groupId: string, userId: string): Promise<void> {
  const client = await connectAs(sdkAppId, userId)
  try {
    await joinGroup(client, 'Public', groupId)
  } finally {
    await client.close()
  }
}
