import { Refusal } from '@plenum/contract'
import type { Companions } from '../../road/companions.ts'
import { type AppContext, operatorOf } from '../../road/context.ts'
import { actorIn, refuseUnless } from '../groups/acting.ts'
import { findGroups } from '../groups/store.ts'
import { rememberAnswers } from './answers.ts'
import type { Parts } from './parts.ts'
import { has } from './settings.ts'
import { keys, told } from './told.ts'
import { ofGroups, refuseUnlessAllowed, type Said } from './verdict.ts'

const Type = 'Community'

/** Topics of communities. */
export function topicCompanions({ settingsOf, ask }: Parts): Companions {
  const answered = rememberAnswers<Said | null>()
  const communityOf = async ({ sql, app }: AppContext, groupId: string) => (await findGroups(sql, app.sdkAppId, [groupId])).get(groupId)

  return {
    'topic.create': {
      async ask({ groupId, name }, context) {
        const settings = await settingsOf(context)
        if (!has(settings, 'Group.CallbackBeforeCreateTopic')) return null
        const said = await answered(context.request, async () => {
          const community = await communityOf(context, groupId)
          if (!community) throw new Refusal('group_unknown')
          refuseUnless(await actorIn(context, community), 'manageTopics', community)
          const fields = { GroupId: groupId, Operator_Account: operatorOf(context), Type, Name: name }
          return ask(context, settings, 'Group.CallbackBeforeCreateTopic', fields)
        })
        if (said) refuseUnlessAllowed(said, ofGroups)
        return null
      },

      async tell({ groupId, name }, context) {
        const settings = await settingsOf(context)
        if (!has(settings, 'Group.CallbackAfterCreateTopic')) return null
        const community = await communityOf(context, groupId)
        return async (_, outcome) => {
          const { topicId } = outcome as { topicId: string }
          return told(context, settings, 'Group.CallbackAfterCreateTopic', keys.group(topicId), {
            GroupId: groupId,
            TopicId: topicId,
            Operator_Account: operatorOf(context),
            Owner_Account: community?.ownerId ?? '',
            Type,
            Name: name,
            UserDefinedDataList: [],
          })
        }
      },
    },

    'topic.update': {
      async tell({ groupId, topicId, ...changes }, context) {
        const settings = await settingsOf(context)
        if (!has(settings, 'Group.CallbackAfterTopicInfoChanged')) return null
        const names = {
          name: 'Name',
          introduction: 'Introduction',
          notification: 'Notification',
          faceUrl: 'FaceUrl',
          customString: 'CustomString',
        }
        const changed = Object.entries(names).flatMap(([field, name]) => {
          const value = changes[field as keyof typeof changes]
          return value === undefined ? [] : [[name, value]]
        })
        if (changed.length === 0) return null
        return async () =>
          told(context, settings, 'Group.CallbackAfterTopicInfoChanged', keys.group(topicId), {
            GroupId: groupId,
            Type,
            TopicId: topicId,
            Operator_Account: operatorOf(context),
            ...Object.fromEntries(changed),
          })
      },
    },

    'topic.destroy': {
      async tell({ groupId }, context) {
        const settings = await settingsOf(context)
        if (!has(settings, 'Group.CallbackAfterTopicDestroyed')) return null
        return async (_, outcome) => {
          const { destroyed } = outcome as { destroyed: string[] }
          if (destroyed.length === 0) return []
          const fields = { GroupId: groupId, Type, TopicIdList: destroyed }
          return told(context, settings, 'Group.CallbackAfterTopicDestroyed', keys.group(groupId), fields)
        }
      },
    },
  }
}
