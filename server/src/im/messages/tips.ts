import { randomInt } from 'node:crypto'
import type { GroupType } from '@plenum/contract'
import type { Log } from '../../platform/log.ts'
import { type AppInMemory, serviceUserId } from '../../road/context.ts'
import type { Lanes } from './lanes/lanes.ts'
import type { Outgoing } from './lanes/write-batch.ts'
import { type Part, partsOf, type Tip } from './tip-modes.ts'

export type { Tip } from './tip-modes.ts'

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
  return async function tell(told: Told, tip: Tip): Promise<void> {
    for (const part of partsOf(tip, told.type, told.app.settings)) await tellPart(told, part)
  }

  async function tellPart({ app: { sdkAppId, revision }, groupId, now, day }: Told, { tip, isStored }: Part): Promise<void> {
    const data = JSON.stringify(tip)
    const outgoing: Omit<Outgoing, 'revision'> = {
      sdkAppId,
      to: { kind: 'group', groupId },
      at: now,
      day,
      message: {
        senderId: serviceUserId,
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
