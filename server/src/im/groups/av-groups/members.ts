import { Refusal } from '@plenum/contract'
import type { AppContext, Handlers } from '../../../road/context.ts'
import type { Presence } from '../../live/presence.ts'
import { findNames, findUserIds } from '../../users/store.ts'
import { lockAvGroup, readAvGroup } from './find-av-group.ts'
import { hiddenMark, type Listed, listedMax, listedOf, onlineMark, pageOf, refuseStrangeMarks, refuseTooManyMarks } from './rules.ts'
import { countMarks, listMarked, type Marked, removeMarks, setMarks } from './store.ts'

interface Parts {
  presence: Presence
  /** Refuses users who are not in the group. */
  refuseAbsent(context: AppContext, groupId: string): Promise<void>
}

/** Those in an audio-video group are the ones connected to it, and those who are marked as if they were. */
export function avMemberHandlers({ presence, refuseAbsent }: Parts) {
  return {
    async 'avGroup.countOnline'({ groupId }, context) {
      const { sql, app, now } = context
      await refuseAbsent(context, groupId)
      const [, marked] = await Promise.all([readAvGroup(sql, app, groupId), listMarked(sql, app.sdkAppId, groupId, [onlineMark], now)])
      const absent = marked.filter(({ userId }) => !presence.findAvMember(app.sdkAppId, groupId, userId))
      return { count: presence.countAvMembers(app.sdkAppId, groupId) + absent.length }
    },

    async 'avGroup.listOnline'({ groupId, mark, after }, context) {
      const { sql, app, limits, now } = context
      await refuseAbsent(context, groupId)
      const countMax = limits.features.avGroupOnlineMembers ? listedMax.topPlan : listedMax.otherwise
      const marks = [onlineMark, hiddenMark, ...(mark === undefined ? [] : [mark])]
      const [, marked] = await Promise.all([readAvGroup(sql, app, groupId), listMarked(sql, app.sdkAppId, groupId, marks, now)])
      const listed = membersOf(presence, { sdkAppId: app.sdkAppId, groupId, marked, mark, countMax })
      const { page, next } = pageOf(listed, { after, countMax })
      const names = await findNames(
        sql,
        app.sdkAppId,
        page.map(({ userId }) => userId),
      )
      return {
        members: page.flatMap(({ userId, joinedAt }) => {
          const named = names.get(userId)
          return named ? [{ userId, joinedAt: joinedAt.toISOString(), ...named }] : []
        }),
        next,
      }
    },

    async 'avGroup.mark'({ groupId, change, users }, context) {
      const { sql, app, limits, now } = context
      if (!limits.features.avGroupOnlineMembers) throw new Refusal('group_not_supported')
      refuseStrangeMarks(users.flatMap(({ marks }) => marks))
      await lockAvGroup(context, groupId)
      const existing = await existingOf(context, users)
      const pairs = existing.flatMap(({ userId, marks }) => marks.map((mark) => ({ userId, mark })))
      const columns = { userIds: pairs.map(({ userId }) => userId), marks: pairs.map(({ mark }) => mark) }
      if (change === 'remove') {
        await removeMarks(sql, app.sdkAppId, groupId, columns)
      } else {
        await setMarks(sql, app.sdkAppId, groupId, columns, now)
        refuseTooManyMarks(await countMarks(sql, app.sdkAppId, groupId))
      }
      return { users: existing }
    },
  } satisfies Partial<Handlers>
}

/** Under the app's lock nobody is deleted meanwhile. */
async function existingOf<U extends { userId: string }>({ sql, app }: AppContext, users: U[]): Promise<U[]> {
  const found = await findUserIds(
    sql,
    app.sdkAppId,
    users.map(({ userId }) => userId),
  )
  return users.filter(({ userId }) => found.has(userId))
}

interface Asked {
  sdkAppId: number
  groupId: string
  marked: Marked[]
  mark: number | undefined
  countMax: number
}

/** At least the newest `countMax` who are to be listed. */
function membersOf(presence: Presence, { sdkAppId, groupId, marked, mark, countMax }: Asked): Listed[] {
  const having = (wanted: number) => marked.filter((one) => one.mark === wanted)
  const hidden = new Set(having(hiddenMark).map(({ userId }) => userId))
  const wanted = mark === undefined ? null : new Set(having(mark).map(({ userId }) => userId))
  const connected = wanted
    ? [...wanted].flatMap((userId) => presence.findAvMember(sdkAppId, groupId, userId) ?? [])
    : presence.newestAvMembers(sdkAppId, groupId, countMax + hidden.size)
  const counted = having(onlineMark)
    .filter(({ userId }) => !presence.findAvMember(sdkAppId, groupId, userId))
    .map(({ userId, markedAt }) => ({ userId, joinedAt: markedAt }))
  const isWanted = ({ userId }: { userId: string }) => !hidden.has(userId) && (wanted?.has(userId) ?? true)
  return listedOf(connected.filter(isWanted), counted.filter(isWanted))
}
