import { type Output, type ParsedInput, Refusal } from '@plenum/contract'
import { type Pair, pairsBetween } from '../../limits/pairs.ts'
import type { NewDelivery } from '../../outbox/store.ts'
import type { Sql } from '../../platform/database.ts'
import type { Companion, Companions } from '../../road/companions.ts'
import { type Alongside, type AppContext, operatorOf } from '../../road/context.ts'
import { findBlockedPairs } from '../relations/blocklist/store.ts'
import { findFriendPairs, listFriendIds } from '../relations/friends/store.ts'
import { findRequest } from '../relations/requests-store.ts'
import { rememberAnswers } from './answers.ts'
import type { Parts } from './parts.ts'
import { has } from './settings.ts'
import type { Settings } from './settings-store.ts'
import { keys, told } from './told.ts'
import { refusedFriends, type Said } from './verdict.ts'

const pairList = (pairs: Pair[]) => pairs.map(({ userId, friendId }) => ({ From_Account: userId, To_Account: friendId }))
const pairsOf = (userId: string, others: string[]) => others.map((friendId) => ({ userId, friendId }))
const nameOf = ({ userId, friendId }: Pair) => `${userId}\n${friendId}`

function without(pairs: Pair[], others: Pair[]): Pair[] {
  const known = new Set(others.map(nameOf))
  return pairs.filter((pair) => !known.has(nameOf(pair)))
}

/** Profiles, friends and blocklists. */
export function relationCompanions({ settingsOf, ask, spelling }: Parts): Companions {
  const answered = rememberAnswers<Said | null>()

  /** Which of the friendships are gone when the command is done. */
  async function friendsGone(context: AppContext, settings: Settings, userId: string, pairs: Pair[]): Promise<Alongside> {
    const before = await findFriendPairs(context.sql, context.app.sdkAppId, pairs)
    return async (sql) => goneOf(context, settings, userId, before, await findFriendPairs(sql, context.app.sdkAppId, pairs))
  }

  function goneOf(context: AppContext, settings: Settings, userId: string, before: Pair[], after: Pair[]): NewDelivery[] {
    const gone = without(before, after)
    if (gone.length === 0) return []
    return told(context, settings, 'Sns.CallbackFriendDelete', keys.user(userId), { PairList: pairList(gone) })
  }

  /** A command of users. */
  const answering: Companion<ParsedInput<'friend.answerRequest'>> = {
    async ask({ requesterId, answer, remark }, context) {
      const settings = await settingsOf(context)
      if (!has(settings, 'Sns.CallbackPrevFriendResponse')) return null
      const userId = operatorOf(context)
      const said = await answered(context.request, async () => {
        if (!(await findRequest(context.sql, context.app.sdkAppId, requesterId, userId))) throw new Refusal('friend_request_unknown')
        return ask(context, settings, 'Sns.CallbackPrevFriendResponse', {
          Requester_Account: userId,
          From_Account: userId,
          ResponseFriendItem: [{ To_Account: requesterId, Remark: remark, TagName: '', ResponseAction: responseActions[answer] }],
        })
      })
      const refused = said && refusedFriends(said).get(requesterId)
      if (refused) throw new Refusal('refused_by_app', refused)
      return null
    },

    async tell({ requesterId }, context) {
      const settings = await settingsOf(context)
      if (!has(settings, 'Sns.CallbackFriendAdd')) return null
      const pairs = pairsBetween(operatorOf(context), [requesterId])
      const before = await findFriendPairs(context.sql, context.app.sdkAppId, pairs)
      return async (sql) =>
        addedOf(context, settings, requesterId, before, await findFriendPairs(sql, context.app.sdkAppId, pairs), 'FriendResponse', 0)
    },
  }

  function addedOf(
    context: AppContext,
    settings: Settings,
    userId: string,
    before: Pair[],
    after: Pair[],
    ClientCmd: string,
    ForceFlag: 0 | 1,
  ) {
    const added = without(after, before)
    if (added.length === 0) return []
    return told(context, settings, 'Sns.CallbackFriendAdd', keys.user(userId), {
      PairList: pairList(added).map((pair) => ({ ...pair, Initiator_Account: userId })),
      ClientCmd,
      Admin_Account: context.caller.kind === 'app' ? operatorOf(context) : '',
      ForceFlag,
    })
  }

  return {
    'friend.answerRequest': answering,

    'profile.set': {
      async tell({ userId, changes }, context) {
        const settings = await settingsOf(context)
        if (!has(settings, 'Profile.CallbackPortraitSet')) return null
        return async () =>
          told(context, settings, 'Profile.CallbackPortraitSet', keys.user(userId), {
            Operator_Account: operatorOf(context),
            From_Account: userId,
            ProfileItem: spelling.profileItems(changes),
          })
      },
    },

    'friend.add': {
      /** Of users alone: the app's server does as it likes. */
      async ask(input, context) {
        const settings = await settingsOf(context)
        if (context.caller.kind === 'app' || !has(settings, 'Sns.CallbackPrevFriendAdd')) return null
        const said = await answered(context.request, () =>
          ask(context, settings, 'Sns.CallbackPrevFriendAdd', {
            Requester_Account: input.userId,
            From_Account: input.userId,
            FriendItem: input.friends.map(({ userId, remark, lists, source, wording }) => ({
              To_Account: userId,
              Remark: remark,
              GroupName: lists[0] ?? '',
              AddSource: `AddSource_Type_${source}`,
              AddWording: wording,
            })),
            AddType: input.mutual ? 'Add_Type_Both' : 'Add_Type_Single',
            ForceAddFlags: input.force ? 1 : 0,
          }),
        )
        const refused = said ? refusedFriends(said) : new Map<string, never>()
        if (refused.size === 0) return null
        const friends = input.friends.filter(({ userId }) => !refused.has(userId))
        const finish = (answer: unknown) => withRefused(input, refused, answer as Output<'friend.add'>)
        return friends.length === 0 ? { answer: finish({ results: [] }) } : { input: { ...input, friends }, finish }
      },

      async tell({ userId, friends, mutual, force }: ParsedInput<'friend.add'>, context) {
        const settings = await settingsOf(context)
        if (!has(settings, 'Sns.CallbackFriendAdd')) return null
        const others = friends.map((friend) => friend.userId)
        const pairs = mutual ? pairsBetween(userId, others) : pairsOf(userId, others)
        const before = await findFriendPairs(context.sql, context.app.sdkAppId, pairs)
        return async (sql: Sql) => {
          const after = await findFriendPairs(sql, context.app.sdkAppId, pairs)
          const command = context.caller.kind === 'app' ? 'friend_add' : 'FriendAdd'
          return addedOf(context, settings, userId, before, after, command, force ? 1 : 0)
        }
      },
    },

    'friend.remove': {
      async tell({ userId, userIds, mutual }, context) {
        const settings = await settingsOf(context)
        if (!has(settings, 'Sns.CallbackFriendDelete')) return null
        return friendsGone(context, settings, userId, mutual ? pairsBetween(userId, userIds) : pairsOf(userId, userIds))
      },
    },

    'friend.removeAll': {
      async tell({ userId, mutual }, context) {
        const settings = await settingsOf(context)
        if (!has(settings, 'Sns.CallbackFriendDelete')) return null
        const friendIds = await listFriendIds(context.sql, context.app.sdkAppId, userId)
        return friendsGone(context, settings, userId, mutual ? pairsBetween(userId, friendIds) : pairsOf(userId, friendIds))
      },
    },

    'block.add': {
      async tell({ userId, userIds }, context) {
        const settings = await settingsOf(context)
        if (!has(settings, 'Sns.CallbackBlackListAdd', 'Sns.CallbackFriendDelete')) return null
        const friends = pairsBetween(userId, userIds)
        const before = has(settings, 'Sns.CallbackFriendDelete') ? await findFriendPairs(context.sql, context.app.sdkAppId, friends) : []
        return async (sql, outcome) => {
          const { results } = outcome as { results: { userId: string; code: string }[] }
          const added = results.filter(({ code }) => code === 'done').map((result) => result.userId)
          const after = before.length > 0 ? await findFriendPairs(sql, context.app.sdkAppId, friends) : []
          return [
            ...(added.length > 0
              ? told(context, settings, 'Sns.CallbackBlackListAdd', keys.user(userId), { PairList: pairList(pairsOf(userId, added)) })
              : []),
            ...goneOf(context, settings, userId, before, after),
          ]
        }
      },
    },

    'block.remove': {
      async tell({ userId, userIds }, context) {
        const settings = await settingsOf(context)
        if (!has(settings, 'Sns.CallbackBlackListDelete')) return null
        const before = await findBlockedPairs(context.sql, context.app.sdkAppId, pairsOf(userId, userIds))
        if (before.length === 0) return null
        return async () => told(context, settings, 'Sns.CallbackBlackListDelete', keys.user(userId), { PairList: pairList(before) })
      },
    },
  }
}

const responseActions = {
  agree: 'Response_Action_Agree',
  agreeAndAdd: 'Response_Action_AgreeAndAdd',
  reject: 'Response_Action_Reject',
} as const

/** Those whom the app refused stand among the others, in the order given. */
function withRefused(
  { friends }: ParsedInput<'friend.add'>,
  refused: ReadonlyMap<string, { number: number; text: string }>,
  { results }: Output<'friend.add'>,
): Output<'friend.add'> {
  const left = results.values()
  return {
    results: friends.map(({ userId }) => {
      const no = refused.get(userId)
      return no ? { userId, code: 'refused_by_app', ...no } : left.next().value!
    }),
  }
}
