// Made from the contract by `npm run sdk:types`: not written by hand.

export type MessageBody = Array<
  | {
      MsgType: 'TIMTextElem'
      MsgContent: {
        Text: string
      }
    }
  | {
      MsgType: 'TIMLocationElem'
      MsgContent: {
        Desc?: string
        Latitude: number
        Longitude: number
      }
    }
  | {
      MsgType: 'TIMFaceElem'
      MsgContent: {
        Index: number
        Data?: string
      }
    }
  | {
      MsgType: 'TIMCustomElem'
      MsgContent: {
        Data?: string
        Desc?: string
        Ext?: string
        Sound?: string
      }
    }
  | {
      MsgType: 'TIMSoundElem'
      MsgContent: {
        Url?: string
        UUID?: string
        Size?: number
        Second?: number
        Download_Flag?: 2
      }
    }
  | {
      MsgType: 'TIMImageElem'
      MsgContent: {
        UUID?: string
        ImageFormat?: number
        ImageInfoArray: Array<{
          Type: number
          Size?: number
          Width?: number
          Height?: number
          URL?: string
        }>
      }
    }
  | {
      MsgType: 'TIMFileElem'
      MsgContent: {
        Url?: string
        UUID?: string
        FileSize?: number
        FileName?: string
        Download_Flag?: 2
      }
    }
  | {
      MsgType: 'TIMVideoFileElem'
      MsgContent: {
        VideoUrl?: string
        VideoUUID?: string
        VideoFormat?: string
        VideoSize?: number
        VideoSecond?: number
        VideoDownloadFlag?: 2
        ThumbUrl?: string
        ThumbUUID?: string
        ThumbFormat?: string
        ThumbSize?: number
        ThumbWidth?: number
        ThumbHeight?: number
        ThumbDownloadFlag?: 2
      }
    }
  | {
      MsgType: 'TIMRelayElem'
      MsgContent: {
        Title?: string
        CompatibleText?: string
        MsgNum?: number
        AbstractList?: Array<string>
        MsgList?: Array<Record<string, unknown>>
        JsonMsgKey?: string
      }
    }
>

export type OfflinePushInfo = {
  PushFlag?: 0 | 1
  Title?: string
  Desc?: string
  Ext?: string
  AndroidInfo?: {
    Sound?: string
    HuaWeiChannelID?: string
    XiaoMiChannelID?: string
    OPPOChannelID?: string
    GoogleChannelID?: string
    VIVOClassification?: number | ('0' | '1')
    HuaWeiImportance?: string
    HuaWeiCategory?: string
    ExtAsHuaweiIntentParam?: number | ('0' | '1')
  }
  ApnsInfo?: {
    Sound?: string
    BadgeMode?: number
    Title?: string
    SubTitle?: string
    Image?: string
    MutableContent?: number
  }
}

export type Message = {
  senderId: string
  random: number
  sequence: number | null
  at: string
  priority: 'High' | 'Normal' | 'Low' | 'Lowest'
  body: MessageBody
  cloudCustomData: string
  mentions?: Array<
    | {
        all: true
      }
    | {
        userId: string
      }
  >
  receiverIds?: Array<string>
  noUnread?: boolean
  noLastMessage?: boolean
  supportsExtensions?: boolean
  needsReceipt?: boolean
  notForSender?: boolean
  imported?: boolean
  system?: boolean
  recalledAt?: string | null
  clientSequence?: number
}

/** What a user may call, by name. */
export interface Commands {
  /** Send a message to a group, or to a topic of a community. The answer comes after the commit. The same sender and `random` within five minutes are one message: the later call answers what the first did. Above the rate of the group it is dropped, which is no error: `dropped`. Refused: group_unknown, group_not_supported, sender_unknown, sender_muted, message_too_long, too_many_mentions, topic_unknown, top_plan_needed, receipt_online_only, receipt_group_too_large. */
  'message.send': {
    input: {
      groupId: string
      topicId?: string
      random: number
      body: MessageBody
      priority?: 'High' | 'Normal' | 'Low' | 'Lowest'
      cloudCustomData?: string
      onlineOnly?: boolean
      noUnread?: boolean
      noLastMessage?: boolean
      supportsExtensions?: boolean
      needsReceipt?: boolean
      mentions?: Array<
        | {
            all: true
          }
        | {
            userId: string
          }
      >
      receiverIds?: Array<string>
      offlinePush?: OfflinePushInfo
    }
    output: {
      sequence: number | null
      at: string
      dropped: boolean
    }
  }
  /** What the user was told after a number, in order. `newest` is the number of the last one; those that are missing up to it are not kept any more. */
  'userNotice.list': {
    input: {
      after?: number
      limit?: number
    }
    output: {
      notices: Array<{
        notice: number
        at: string
        event: string
        content: Record<string, unknown>
      }>
      newest: number
    }
  }
}

/** What a user may hear, by name. */
export interface Events {
  'message.sent': {
    senderId: string
    random: number
    sequence: number | null
    at: string
    priority: 'High' | 'Normal' | 'Low' | 'Lowest'
    body: MessageBody
    cloudCustomData: string
    mentions?: Array<
      | {
          all: true
        }
      | {
          userId: string
        }
    >
    receiverIds?: Array<string>
    noUnread?: boolean
    noLastMessage?: boolean
    supportsExtensions?: boolean
    needsReceipt?: boolean
    notForSender?: boolean
    imported?: boolean
    system?: boolean
    recalledAt?: string | null
    clientSequence?: number
    groupId?: string
    topicId?: string
    receiverId?: string
    offlinePush?: OfflinePushInfo
    copyToSender?: boolean
    heedsMute?: boolean
  }
  'message.recalled': {
    groupId?: string
    topicId?: string
    userIds?: [string, string]
    messages: Array<{
      senderId: string
      random: number
      at: string
      clientSequence?: number
      sequence: number
    }>
  }
  'message.modified': {
    groupId?: string
    topicId?: string
    userIds?: [string, string]
    senderId: string
    random: number
    at: string
    clientSequence?: number
    sequence: number
    body: MessageBody
    cloudCustomData: string
  }
  'message.read': {
    userId: string
    peerId: string
    sequence: number
    at: string
  }
  'topic.created': {
    groupId: string
    topicId: string
    operatorId: string
  }
  'topic.changed': {
    groupId: string
    topicId: string
    operatorId: string
    changes: {
      name?: string
      introduction?: string
      notification?: string
      faceUrl?: string
      customString?: string
      muteAll?: boolean
    }
  }
  'topic.destroyed': {
    groupId: string
    topicIds: Array<string>
    operatorId: string
  }
  'message.extensionsChanged': {
    groupId?: string
    topicId?: string
    userIds?: [string, string]
    sequence: number
    set: Array<{
      key: string
      value: string
      change: number
    }>
    deleted: Array<string>
    cleared: boolean
  }
  'group.attributesChanged': {
    groupId: string
  }
  'group.countersChanged': {
    groupId: string
  }
  'profile.changed': {
    userId: string
    changes: {
      nick?: string
      faceUrl?: string
      gender?: 'unknown' | 'female' | 'male'
      birthday?: number
      location?: string
      signature?: string
      allowType?: 'allowAny' | 'needConfirm' | 'denyAny'
      language?: number
      messageSettings?: number
      adminForbid?: 'none' | 'sendOut'
      level?: number
      role?: number
      custom: Record<string, string | number>
    }
  }
  'friend.added': {
    pairs: Array<{
      userId: string
      friendId: string
    }>
    initiatorId: string | null
  }
  'friend.removed': {
    pairs: Array<{
      userId: string
      friendId: string
    }>
  }
  'blocklist.changed': {
    userId: string
    added: Array<string>
    removed: Array<string>
  }
  'group.notified': {
    groupId: string
    topicId?: string
    content: string
    receiverIds: Array<string> | null
    at: string
  }
  'group.membersBanned': {
    groupId: string
    userIds: Array<string>
    bannedUntil: string
    description: string
  }
  'broadcast.sent': {
    senderId: string
    random: number
    sequence: number
    at: string
    body: MessageBody
    cloudCustomData: string
  }
  'group.membersAdded': {
    groupId: string
    userIds: Array<string>
    operatorId: string
    silent: boolean
  }
  'group.membersRemoved': {
    groupId: string
    userIds: Array<string>
    operatorId: string
    reason: string
    silent: boolean
  }
  'group.destroyed': {
    groupId: string
  }
  'user.kicked': {
    userId: string
    at: string
  }
  'user.noticed': {
    notice: number
    at: string
    event: string
    content: Record<string, unknown>
    userId: string
  }
  'user.deleted': {
    userIds: Array<string>
  }
  'push.sent': {
    taskId: string
    senderId: string
    random: number
    at: string
    body: MessageBody
    condition: {
      attributesAny?: Record<string, string>
      attributesAll?: Record<string, string>
      tagsAny?: Array<string>
      tagsAll?: Array<string>
    } | null
    expiresAt: string | null
    offlinePushInfo: OfflinePushInfo | null
  }
}

/** Every way in which the server says no. */
export type RefusalCode =
  | 'bad_input'
  | 'body_not_json'
  | 'body_too_large'
  | 'unknown_command'
  | 'bad_url'
  | 'not_signed_in'
  | 'wrong_credentials'
  | 'wrong_password'
  | 'weak_password'
  | 'too_many_attempts'
  | 'sign_up_closed'
  | 'email_taken'
  | 'link_not_valid'
  | 'foreign_origin'
  | 'not_allowed'
  | 'invitation_limit'
  | 'last_owner'
  | 'not_found'
  | 'name_does_not_match'
  | 'changed_meanwhile'
  | 'request_id_reused'
  | 'busy'
  | 'database_away'
  | 'database_unable'
  | 'internal'
  | 'clock_not_manual'
  | 'clock_only_forward'
  | 'clock_busy'
  | 'app_limit'
  | 'app_key_limit'
  | 'app_key_last'
  | 'app_admin_limit'
  | 'app_admin_last'
  | 'api_key_limit'
  | 'person_limit'
  | 'custom_field_limit'
  | 'custom_field_taken'
  | 'custom_field_key_invalid'
  | 'upgrade_only_from_free'
  | 'upgrade_first'
  | 'no_return_to_free'
  | 'return_not_accepted'
  | 'loss_not_accepted'
  | 'nothing_to_change'
  | 'already_modified_this_month'
  | 'already_set_this_month'
  | 'out_of_range'
  | 'not_a_step'
  | 'not_on_this_plan'
  | 'app_not_disabled'
  | 'app_not_enabled'
  | 'recovery_over'
  | 'app_deleted'
  | 'rate_unknown'
  | 'account_overdue'
  | 'entry_reversed'
  | 'entry_not_reversible'
  | 'app_unknown'
  | 'app_id_missing'
  | 'app_disabled'
  | 'app_suspended'
  | 'administrator_needed'
  | 'rate_limit'
  | 'identifier_wrong'
  | 'user_id_not_text'
  | 'usersig_expired'
  | 'usersig_empty'
  | 'usersig_malformed'
  | 'usersig_wrong_key'
  | 'usersig_other_user'
  | 'usersig_other_app'
  | 'usersig_revoked'
  | 'user_unknown'
  | 'user_is_administrator'
  | 'profile_value_too_long'
  | 'profile_field_unknown'
  | 'profile_value_invalid'
  | 'profile_type_invalid'
  | 'daily_user_limit'
  | 'user_limit'
  | 'user_deletion_not_on_plan'
  | 'message_file_not_there'
  | 'message_file_expired'
  | 'mute_time_missing'
  | 'too_many_items'
  | 'group_daily_growth_limit'
  | 'group_not_supported'
  | 'group_unknown'
  | 'group_full'
  | 'group_id_invalid'
  | 'group_user_unknown'
  | 'group_id_taken'
  | 'group_id_yours'
  | 'group_answer_too_large'
  | 'join_time_invalid'
  | 'group_time_invalid'
  | 'not_a_member'
  | 'owner_role_stays'
  | 'custom_field_unknown'
  | 'custom_value_too_long'
  | 'av_group_limit'
  | 'user_group_limit'
  | 'group_member_limit'
  | 'group_limit'
  | 'group_message_no_history'
  | 'sender_unknown'
  | 'receiver_unknown'
  | 'peer_unknown'
  | 'message_time_invalid'
  | 'sender_muted'
  | 'too_many_mentions'
  | 'message_body_not_array'
  | 'message_life_too_long'
  | 'message_key_invalid'
  | 'message_unknown'
  | 'message_recalled'
  | 'group_message_unknown'
  | 'group_message_not_recallable'
  | 'group_recall_not_supported'
  | 'message_too_long'
  | 'top_plan_needed'
  | 'attribute_key_too_long'
  | 'attribute_value_too_long'
  | 'attribute_limit'
  | 'attribute_bytes_limit'
  | 'attribute_rate_limit'
  | 'attribute_unknown'
  | 'counter_limit'
  | 'counter_out_of_range'
  | 'receipt_group_too_large'
  | 'receipt_online_only'
  | 'receipt_unknown'
  | 'extensions_not_on_plan'
  | 'extensions_not_supported'
  | 'extension_rate_limit'
  | 'extension_message_unknown'
  | 'extension_unknown'
  | 'extension_limit'
  | 'community_limit'
  | 'topic_unknown'
  | 'topic_id_invalid'
  | 'topic_id_taken'
  | 'topic_id_yours'
  | 'topic_limit'
  | 'topic_deletion_failed'
  | 'topic_deleted'
  | 'av_mark_invalid'
  | 'av_mark_limit'
  | 'av_marked_limit'
  | 'community_not_enabled'
  | 'friend_self'
  | 'friend_field_invalid'
  | 'friend_asking_forbidden'
  | 'friend_limit'
  | 'friend_lists_limit'
  | 'friend_requests_limit'
  | 'blocklist_full'
  | 'friend_limit_of_other'
  | 'blocked_by_self'
  | 'friends_denied'
  | 'blocked_by_other'
  | 'friend_consent_needed'
  | 'already_blocked'
  | 'not_a_friend'
  | 'contact_count_wrong'
  | 'contact_unresolved'
  | 'contact_mark_limit'
  | 'contact_group_unknown'
  | 'contact_group_limit'
  | 'contact_group_name_too_long'
  | 'contact_group_name_taken'
  | 'push_tags_repeated'
  | 'push_life_invalid'
  | 'push_attribute_length'
  | 'push_tags_too_many'
  | 'push_attribute_invalid'
  | 'push_tag_too_long'
  | 'push_condition_mixed'
  | 'push_tag_empty'
  | 'push_not_enabled'
  | 'push_daily_limit'

/** Calls that only look: asking again is always safe. */
export const reads: readonly string[] = ['userNotice.list']
