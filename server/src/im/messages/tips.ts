import { randomInt } from 'node:crypto'
import type { GroupType } from '@plenum/contract'
import type { Log } from '../../platform/log.ts'
import type { AppInMemory } from '../../road/context.ts'
import type { Lanes } from './lanes/lanes.ts'
import type { Outgoing } from './lanes/write-batch.ts'

/** What the service tells a group by itself (groups.md 8). */
export type Tip =
  | { tip: 'membersJoined' | 'membersRemoved' | 'membersLeft'; operatorId: string; userIds: string[]; reason?: string }
  | { tip: 'groupChanged'; operatorId: string; changes: Record<string, string> }
  | { tip: 'membersChanged'; operatorId: string; userIds: string[]; changes: Record<string, unknown> }

/** The sender of tips in the public dialect. */
const systemUserId = '@TIM#SYSTEM'

const storedIn: Record<Tip['tip'], readonly GroupType[]> = {
  membersJoined: ['Work', 'Public', 'Community'],
  membersRemoved: ['Work', 'Public', 'Community'],
  membersLeft: ['Work', 'Public', 'Community'],
  groupChanged: ['Work', 'Public', 'Meeting', 'Community'],
  membersChanged: ['Work', 'Public', 'Community'],
}
/** To whoever is connected, and not kept. */
const passedIn: Record<Tip['tip'], readonly GroupType[]> = {
  membersJoined: ['AVChatRoom'],
  membersRemoved: ['AVChatRoom'],
  membersLeft: ['AVChatRoom'],
  groupChanged: ['AVChatRoom'],
  membersChanged: [],
}

interface Told {
  app: AppInMemory
  groupId: string
  type: GroupType
  now: Date
  day: string
}

const attemptsMax = 8

interface Parts {
  lanes: Lanes
  /** The app as it is now. */
  loadApp(sdkAppId: number): Promise<Pick<AppInMemory, 'revision' | 'status'> | null>
  log: Log
}

/**
 * Call it after the commit of what it tells of, and wait for it, so that the next message has the next number. What happened is told also
 * when the app is changed meanwhile, unless it is ended. Its failure is logged.
 */
export function openTips({ lanes, loadApp, log }: Parts) {
  return async function tell({ app: { sdkAppId, revision }, groupId, type, now, day }: Told, tip: Tip): Promise<void> {
    const isStored = storedIn[tip.tip].includes(type)
    if (!isStored && !passedIn[tip.tip].includes(type)) return
    const data = JSON.stringify(tip)
    const outgoing: Omit<Outgoing, 'revision'> = {
      sdkAppId,
      to: { kind: 'group', groupId },
      at: now,
      day,
      message: {
        senderId: systemUserId,
        random: randomInt(2 ** 32),
        priority: 'Normal',
        body: [{ MsgType: 'TIMCustomElem', MsgContent: { Data: data, Desc: '', Ext: '', Sound: '' } }],
        cloudCustomData: '',
        system: true,
      },
      onlineOnly: !isStored,
      byAdministrator: true,
    }
    try {
      for (let attempt = 0, present = revision; attempt < attemptsMax; attempt++) {
        const { outcome } = await lanes.send({ ...outgoing, revision: present }, data.length)
        if (outcome !== 'stale') return
        const app = await loadApp(sdkAppId)
        if (app?.status !== 'enabled') break
        present = app.revision
      }
      log.warn({ sdkAppId, groupId, tip: tip.tip }, 'a tip was not told')
    } catch (error) {
      log.error({ err: error, sdkAppId, groupId, tip: tip.tip }, 'a tip was not told')
    }
  }
}

export type Tell = ReturnType<typeof openTips>
