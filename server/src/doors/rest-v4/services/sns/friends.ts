import { text } from '@plenum/contract'
import { z } from 'zod'
import { endpoint } from '../../dialect/endpoint.ts'
import { isProfileTag, tagValues } from '../../dialect/profile-tags.ts'
import { failAccounts, flag, numeric, unlessEmpty, unlessUnset } from '../../dialect/spelling.ts'
import { relationItems, resultsBody } from './results.ts'
import { customOf, friendChangesOf, isSnsTag, snsTagValues, sourceWord, tagItem, wrongTag } from './tags.ts'

const itemsMax = 1000
export const From_Account = z.string()
export const To_Account = z.array(z.string()).min(1).max(itemsMax)

const friendItem = z.object({
  To_Account: z.string(),
  Remark: text.optional(),
  AddSource: text,
  AddWording: text.optional(),
})
type FriendItem = z.output<typeof friendItem>

const friendOf = (item: FriendItem) => ({
  userId: item.To_Account,
  remark: item.Remark,
  source: sourceWord(item.AddSource),
  wording: item.AddWording,
})

/** Default: from the own list only. */
const deleteType = unlessEmpty(z.enum(['Delete_Type_Single', 'Delete_Type_Both']))
/** The older documentation wrote Singal. */
const checkType = z
  .enum(['CheckResult_Type_Single', 'CheckResult_Type_Singal', 'CheckResult_Type_Both'])
  .transform((type) => type === 'CheckResult_Type_Both')
const unixSeconds = z.number().int().min(0).max(4_294_967_295)

export const friendEndpoints = [
  endpoint('sns/friend_add', {
    body: z.object({
      From_Account,
      AddFriendItem: z
        .array(friendItem.extend({ GroupName: text.optional() }))
        .min(1)
        .max(itemsMax),
      AddType: unlessEmpty(z.enum(['Add_Type_Single', 'Add_Type_Both'])),
      ForceAddFlags: flag,
    }),
    command: 'friend.add',
    toInput: ({ From_Account, AddFriendItem, AddType, ForceAddFlags }) => ({
      userId: From_Account,
      friends: AddFriendItem.map((item) => ({ ...friendOf(item), lists: item.GroupName ? [item.GroupName] : [] })),
      mutual: AddType !== 'Add_Type_Single',
      force: ForceAddFlags,
    }),
    toBody: ({ results }) => resultsBody(results),
  }),

  endpoint('sns/friend_import', {
    body: z.object({
      From_Account,
      AddFriendItem: z
        .array(
          friendItem.extend({
            /** Read by nothing. */
            RemarkTime: unlessUnset(unixSeconds),
            AddTime: unlessUnset(unixSeconds),
            GroupName: z.array(text).optional(),
            CustomItem: z.array(tagItem).optional(),
          }),
        )
        .min(1)
        .max(itemsMax),
    }),
    command: 'friend.import',
    toInput: ({ From_Account, AddFriendItem }) => ({
      userId: From_Account,
      friends: AddFriendItem.map((item) => ({
        ...friendOf(item),
        lists: item.GroupName,
        addedAt: item.AddTime === undefined ? undefined : new Date(item.AddTime * 1000).toISOString(),
        custom: customOf(item.CustomItem ?? []),
      })),
    }),
    toBody: ({ results }) => resultsBody(results),
  }),

  endpoint('sns/friend_update', {
    body: z.object({
      From_Account,
      UpdateItem: z
        .array(z.object({ To_Account: z.string(), SnsItem: z.array(tagItem).min(1).max(100) }))
        .min(1)
        .max(itemsMax),
    }),
    command: 'friend.update',
    toInput: ({ From_Account, UpdateItem }) => ({
      userId: From_Account,
      friends: UpdateItem.map(({ To_Account, SnsItem }) => ({ userId: To_Account, ...friendChangesOf(SnsItem) })),
    }),
    toBody: ({ results }) => resultsBody(results, { not_a_friend: 30001 }),
  }),

  endpoint('sns/friend_delete', {
    body: z.object({ From_Account, To_Account, DeleteType: deleteType }),
    command: 'friend.remove',
    toInput: ({ From_Account, To_Account, DeleteType }) => ({
      userId: From_Account,
      userIds: To_Account,
      mutual: DeleteType === 'Delete_Type_Both',
    }),
    toBody: ({ results }) => resultsBody(results),
  }),

  endpoint('sns/friend_delete_all', {
    body: z.object({ From_Account, DeleteType: deleteType }),
    command: 'friend.removeAll',
    toInput: ({ From_Account, DeleteType }) => ({ userId: From_Account, mutual: DeleteType === 'Delete_Type_Both' }),
    toBody: () => ({}),
  }),

  endpoint('sns/friend_check', {
    body: z.object({ From_Account, To_Account, CheckType: checkType }),
    command: 'friend.check',
    toInput: ({ From_Account, To_Account, CheckType }) => ({ userId: From_Account, userIds: To_Account, bothWays: CheckType }),
    toBody({ relations }) {
      const { items, failed } = relationItems('CheckResult_Type', 'NoRelation', relations)
      return { InfoItem: items, ...failed }
    },
  }),

  endpoint('sns/friend_get', {
    body: z.object({
      From_Account,
      StartIndex: numeric(z.int().min(0)).default(0),
      StandardSequence: numeric(z.int()).optional(),
      CustomSequence: numeric(z.int()).optional(),
    }),
    command: 'friend.list',
    toInput: ({ From_Account, StartIndex, StandardSequence, CustomSequence }) => ({
      userId: From_Account,
      after: StartIndex,
      knownSequence: StandardSequence,
      knownCustomSequence: CustomSequence,
    }),
    toBody: ({ friends, count, sequence, customSequence, next }) => ({
      UserDataItem: friends.map(({ userId, standard, custom }) => ({
        To_Account: userId,
        ValueItem: snsTagValues({ ...standard, custom }),
      })),
      StandardSequence: sequence,
      CustomSequence: customSequence,
      FriendNum: count,
      CompleteFlag: next === null ? 1 : 0,
      NextStartIndex: next ?? 0,
    }),
  }),

  endpoint('sns/friend_get_list', {
    body: z.object({ From_Account, To_Account: To_Account.max(100), TagList: z.array(z.string()).min(1).max(100) }),
    command: 'friend.get',
    toInput({ From_Account, To_Account, TagList }) {
      const unknown = TagList.find((tag) => !isProfileTag(tag) && !isSnsTag(tag))
      if (unknown !== undefined) throw wrongTag(unknown)
      return { userId: From_Account, userIds: To_Account }
    },
    toBody: ({ friends }, { TagList }) => ({
      InfoItem: friends.map(({ userId, friend }) => ({
        To_Account: userId,
        SnsProfileItem: friend
          ? TagList.flatMap((tag) => (isProfileTag(tag) ? tagValues(friend.profile, [tag]) : snsTagValues(friend, [tag])))
          : [],
        ResultCode: friend ? 0 : 30001,
        ResultInfo: friend ? '' : 'Err_SNS_FriendGetList_Friend_Not_Exist',
      })),
      ...failAccounts(friends.flatMap(({ userId, friend }) => (friend ? [] : [userId]))),
    }),
  }),
]
