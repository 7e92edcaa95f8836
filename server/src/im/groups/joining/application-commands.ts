import { type Application, Refusal } from '@plenum/contract'
import { lockApp, lockGroups, lockUsers } from '../../../limits/locks.ts'
import { addMembers, type Joined } from '../../../limits/members.ts'
import type { Hub } from '../../../platform/hub.ts'
import type { AppContext, Handlers } from '../../../road/context.ts'
import { operatorOf } from '../../../road/context.ts'
import type { Tell } from '../../messages/tips.ts'
import { sayNotices, tellUsers } from '../../users/notices.ts'
import { actorIn, refuseUnless } from '../acting.ts'
import { findGroups } from '../store.ts'
import { telling } from '../telling.ts'
import { answerApplication, findApplication, listApplications } from './applications-store.ts'
import { deciders } from './deciders.ts'

export function applicationHandlers({ tell, hub }: { tell: Tell; hub: Hub }) {
  /** False: one who is a member meanwhile is let in as well. */
  async function letIn(context: AppContext, { groupId, userId, applicantId }: Pick<Application, 'groupId' | 'userId' | 'applicantId'>) {
    const { sql, app, limits, afterCommit } = context
    const told = { event: 'group.entered', content: { operatorId: applicantId, way: 'approved' } } as const
    const joined = await addMembers(sql, { app, limits }, groupId, [userId], context, { right: null, told })
    if (typeof joined === 'string') throw new Refusal('group_unknown')
    refuseFirst(joined)
    const { type, added, notices } = joined
    if (added.length === 0) return false
    afterCommit(async () => {
      const content = { groupId, userIds: added, operatorId: applicantId, silent: false }
      hub.emit({ sdkAppId: app.sdkAppId, name: 'group.membersAdded', content })
      sayNotices(context, hub, 'group.entered', notices)
      await tell(telling(context, { groupId, type }), { tip: 'membersJoined', operatorId: applicantId, userIds: added })
    })
    return true
  }

  return {
    async 'application.list'(page, context) {
      const { sql, app } = context
      const applications = await listApplications(sql, app.sdkAppId, operatorOf(context), page)
      return { applications, next: applications.length === page.limit ? applications.at(-1)!.applicationId : null }
    },

    async 'application.answer'({ applicationId, agree, message: answerMessage }, context) {
      const { sql, app, now } = context
      const { sdkAppId } = app
      await lockApp(sql, app, 'revision')
      const groupId = (await findApplication(sql, sdkAppId, applicationId))?.groupId
      if (groupId === undefined) throw new Refusal('application_unknown')
      await lockGroups(sql, sdkAppId, [groupId])
      const group = (await findGroups(sql, sdkAppId, [groupId])).get(groupId)
      const waiting = await findApplication(sql, sdkAppId, applicationId)
      if (!group || !waiting) throw new Refusal('application_unknown')
      const actor = await actorIn(context, group)
      // Of groups of others one does not know who asks.
      if (actor !== 'administrator' && actor.standing === null) throw new Refusal('application_unknown')
      refuseUnless(actor, 'answerApplications', group)
      if (waiting.answer !== null) throw new Refusal('application_answered')

      const concerned = [...new Set([waiting.userId, waiting.applicantId, ...(await deciders(context, groupId))])]
      await lockUsers(sql, sdkAppId, concerned)
      const [answer, answeredBy] = [agree ? ('agreed' as const) : ('refused' as const), operatorOf(context)]
      const entered = agree && (await letIn(context, waiting))
      await answerApplication(sql, sdkAppId, applicationId, { answer, answeredBy, answerMessage, now })
      const answered = { ...waiting, answer, answeredBy, answeredAt: now.toISOString(), answerMessage }
      // Who was invited and is not let in does not hear of it.
      const told = agree ? concerned : concerned.filter((userId) => userId !== waiting.userId || userId === waiting.applicantId)
      await tellUsers(context, hub, told, 'application.answered', answered)
      return { entered }
    },
  } satisfies Partial<Handlers>
}

function refuseFirst({ refused: [first] }: Joined): void {
  if (first) throw new Refusal(first.code, { userId: first.userId, ...(first.allowed !== null && { allowed: first.allowed }) })
}
