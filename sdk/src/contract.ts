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
  carried?: {
    group: Array<{
      key: string
      value: string
    }>
    member: Array<{
      key: string
      value: string
    }>
  }
  system?: boolean
  recalledAt?: string | null
  recalledBy?: string
  reactions?: Array<{
    reactionId: string
    count: number
    mine: boolean
  }>
  change?: number
  clientSequence?: number
}

/** What a user may call, by name. */
export interface Commands {
  /** The owner or an admin lets somebody in, or does not. Refused: application_unknown, application_answered, group_not_allowed, group_full, group_member_limit, user_group_limit. */
  'application.answer': {
    input: {
      applicationId: number
      agree: boolean
      message?: string
    }
    output: {
      entered: boolean
    }
  }
  /** Applications and invitations to groups the user owns or administers, and the user's own, the newest first. The last 50 of each applicant are kept. */
  'application.list': {
    input: {
      before?: number
      limit?: number
    }
    output: {
      applications: Array<{
        applicationId: number
        kind: 'join' | 'invite'
        groupId: string
        groupName: string
        groupFaceUrl: string
        userId: string
        applicantId: string
        applicantNick: string
        applicantFaceUrl: string
        message: string
        at: string
        answer: ('agreed' | 'refused') | null
        answeredBy: string | null
        answeredAt: string | null
        answerMessage: string
      }>
      next: number | null
    }
  }
  /** Add attributes to a group, or give those that are there another value. Refused: group_unknown, not_a_member, group_not_allowed, attribute_rate_limit, attribute_key_too_long, attribute_value_too_long, attribute_limit, attribute_bytes_limit. */
  'attribute.add': {
    input: {
      groupId: string
      attributes: Array<{
        key: string
        value: string
      }>
    }
    output: Record<string, never>
  }
  /** Remove all attributes of a group. Refused: group_unknown, not_a_member, group_not_allowed, attribute_rate_limit. */
  'attribute.clear': {
    input: {
      groupId: string
    }
    output: Record<string, never>
  }
  /** The attributes of a group, by key. Refused: group_unknown, not_a_member, group_not_allowed. */
  'attribute.list': {
    input: {
      groupId: string
    }
    output: {
      attributes: Array<{
        key: string
        value: string
      }>
    }
  }
  /** Remove attributes of a group; all or none. Refused: group_unknown, not_a_member, group_not_allowed, attribute_rate_limit, attribute_unknown. */
  'attribute.remove': {
    input: {
      groupId: string
      keys: Array<string>
    }
    output: Record<string, never>
  }
  /** Replace all attributes of a group. Refused: group_unknown, not_a_member, group_not_allowed, attribute_rate_limit, attribute_key_too_long, attribute_value_too_long, attribute_limit, attribute_bytes_limit. */
  'attribute.replace': {
    input: {
      groupId: string
      attributes: Array<{
        key: string
        value: string
      }>
    }
    output: Record<string, never>
  }
  /** Take users out of an audio-video group and keep them out for a time. A user: the owner, and not the own person. Refused: group_not_supported, group_unknown, group_user_unknown. Refused to users: group_not_allowed. */
  'avGroup.ban': {
    input: {
      groupId: string
      userIds: Array<string>
      forSeconds: number
      description?: string
    }
    output: Record<string, never>
  }
  /** How many users are in an audio-video group at the moment. Users ask where they have joined. Refused: group_unknown, group_not_supported, av_group_not_joined. */
  'avGroup.countOnline': {
    input: {
      groupId: string
    }
    output: {
      count: number
    }
  }
  /** This connection enters an audio-video group, and hears what is said there until it leaves or ends. It leaves others, unless they are to be kept. Refused: group_unknown, group_not_supported, av_group_banned, av_group_joined_limit. */
  'avGroup.join': {
    input: {
      groupId: string
      keepOthers?: boolean
    }
    output: {
      memberCount: number
      history: Array<Message>
    }
  }
  /** This connection leaves an audio-video group. One it is not in is no error. */
  'avGroup.leave': {
    input: {
      groupId: string
    }
    output: Record<string, never>
  }
  /** Who is in an audio-video group, newest first: the newest 1000 on Ultimate, else the newest 30. `next` continues the list; null when it ends. Users ask where they have joined. Refused: group_unknown, group_not_supported, av_group_not_joined. */
  'avGroup.listOnline': {
    input: {
      groupId: string
      mark?: number
      after?: number
    }
    output: {
      members: Array<{
        userId: string
        joinedAt: string
        nick: string
        faceUrl: string
      }>
      next: number | null
    }
  }
  /** Let users in again. Whoever is not banned is no error. A user: the owner. Refused: group_not_supported, group_unknown. Refused to users: group_not_allowed. */
  'avGroup.unban': {
    input: {
      groupId: string
      userIds: Array<string>
    }
    output: Record<string, never>
  }
  /** Put up to 1,000 users on a blocklist. Friendships end in both directions, and neither can ask the other. Refused: user_unknown. */
  'block.add': {
    input: {
      userIds: Array<string>
    }
    output: {
      results: Array<{
        userId: string
        code: 'done' | 'friend_self' | 'user_unknown' | 'already_blocked' | 'blocklist_full'
        field?: string
        number?: number
        text?: string
      }>
    }
  }
  /** Who has whom on the blocklist? null: there is no such user. Refused: user_unknown. */
  'block.check': {
    input: {
      userIds: Array<string>
      bothWays: boolean
    }
    output: {
      relations: Array<{
        userId: string
        relation: ('both' | 'mine' | 'theirs' | 'none') | null
      }>
    }
  }
  /** A blocklist in the order of adding. `next` continues it; null when it ends. Refused: user_unknown. */
  'block.list': {
    input: {
      after?: number
      limit: number
    }
    output: {
      blocked: Array<{
        userId: string
        blockedAt: string
      }>
      sequence: number
      next: number | null
    }
  }
  /** Take up to 1,000 users off a blocklist. Who is not on it is no error. Refused: user_unknown. */
  'block.remove': {
    input: {
      userIds: Array<string>
    }
    output: {
      results: Array<{
        userId: string
        code: 'done'
        field?: string
        number?: number
        text?: string
      }>
    }
  }
  /** Marks and groups of up to 300 conversations of a user, in the order asked for. What the plan has no more is kept and not shown. Refused: contact_count_wrong, user_unknown. */
  'contact.find': {
    input: {
      contacts: Array<
        | {
            peerId: string
          }
        | {
            groupId: string
          }
      >
    }
    output: {
      contacts: Array<{
        contact:
          | {
              peerId: string
            }
          | {
              groupId: string
            }
        standardMarks: Array<number>
        customMark: string
        contactGroupIds: Array<number>
        changedAt: string | null
      }>
      groups: Array<{
        contactGroupId: number
        name: string
      }>
    }
  }
  /** Conversations of a user that are marked or in a group, in the order in which they became so, and all groups. `next` continues the list; null when it ends. What the plan has no more is kept and not shown. Refused: user_unknown. */
  'contact.listMarked': {
    input: {
      after?: number
      limit?: number
    }
    output: {
      contacts: Array<{
        contact:
          | {
              peerId: string
            }
          | {
              groupId: string
            }
        standardMarks: Array<number>
        customMark: string
        contactGroupIds: Array<number>
        changedAt: string | null
      }>
      groups: Array<{
        contactGroupId: number
        name: string
      }>
      next: number | null
    }
  }
  /** Set and clear marks of up to 100 conversations of a user; says of each what became of it. At most 1,000 conversations are marked. Custom marks are there on every plan, standard ones only on Ultimate. Refused: top_plan_needed, contact_count_wrong, user_unknown, contact_unresolved, contact_mark_limit. */
  'contact.mark': {
    input: {
      marks: Array<{
        contact:
          | {
              peerId: string
            }
          | {
              groupId: string
            }
        standard?: {
          clear: Array<number>
          set: Array<number>
        }
        custom?: string
      }>
    }
    output: {
      results: Array<{
        contact:
          | {
              peerId: string
            }
          | {
              groupId: string
            }
        code: 'done' | 'user_unknown' | 'contact_unresolved' | 'contact_mark_limit' | 'community_not_enabled'
      }>
    }
  }
  /** Create a group of conversations of a user with up to 100 conversations in it; says of each whether it got in. A user has at most 20 groups, a group 1,000 conversations. Refused: top_plan_needed, contact_group_name_too_long, contact_count_wrong, user_unknown, contact_group_name_taken, contact_group_limit. */
  'contactGroup.create': {
    input: {
      name: string
      contacts: Array<
        | {
            peerId: string
          }
        | {
            groupId: string
          }
      >
    }
    output: {
      group: {
        contactGroupId: number
        name: string
      }
      results: Array<{
        contact:
          | {
              peerId: string
            }
          | {
              groupId: string
            }
        code: 'done' | 'user_unknown' | 'contact_unresolved' | 'contact_mark_limit' | 'community_not_enabled'
      }>
    }
  }
  /** Delete a group of conversations; the conversations stay. Refused: top_plan_needed, user_unknown, contact_group_unknown. */
  'contactGroup.delete': {
    input: {
      name: string
    }
    output: {
      group: {
        contactGroupId: number
        name: string
      }
    }
  }
  /** Rename a group of conversations, or put conversations in and take them out; says of each what became of it. Refused: top_plan_needed, contact_group_name_too_long, contact_count_wrong, user_unknown, contact_group_unknown, contact_group_name_taken, contact_unresolved, contact_mark_limit. */
  'contactGroup.update': {
    input: {
      name: string
      change:
        | {
            newName: string
          }
        | {
            contacts: Array<{
              contact:
                | {
                    peerId: string
                  }
                | {
                    groupId: string
                  }
              operation: 'add' | 'remove'
            }>
          }
    }
    output: {
      group: {
        contactGroupId: number
        name: string
      }
      results: Array<{
        contact:
          | {
              peerId: string
            }
          | {
              groupId: string
            }
        code: 'done' | 'user_unknown' | 'contact_unresolved' | 'contact_mark_limit' | 'community_not_enabled'
      }>
    }
  }
  /** The user does not see any more what was said until now in a conversation, which stays in the list. */
  'conversation.clear': {
    input: {
      conversation:
        | {
            peerId: string
          }
        | {
            groupId: string
            topicId?: string
          }
    }
    output: Record<string, never>
  }
  /** How much a user has not read in all conversations of the list of which everything is heard (`AcceptAndNotify`). */
  'conversation.countUnread': {
    input: Record<string, never>
    output: {
      total: number
    }
  }
  /** Some conversations of a user in the order asked for; null where there is none. */
  'conversation.get': {
    input: {
      conversations: Array<
        | {
            peerId: string
          }
        | {
            groupId: string
            topicId?: string
          }
      >
    }
    output: {
      conversations: Array<{
        conversation:
          | {
              peerId: string
            }
          | {
              groupId: string
              topicId?: string
            }
        type: ('Work' | 'Public' | 'Meeting' | 'AVChatRoom' | 'Community') | null
        sequence: number
        change: number
        lastAt: string | null
        lastMessage: Message | null
        sinceSequence: number
        readSequence: number
        peerReadSequence: number | null
        unread: number
        mentions: Array<{
          sequence: number
          senderId: string
          all: boolean
          me: boolean
        }>
        isPinned: boolean
        msgFlag: 'AcceptAndNotify' | 'AcceptNotNotify' | 'Discard'
        standardMarks: Array<number>
        customMark: string
        contactGroupIds: Array<number>
      } | null>
    }
  }
  /** Conversations of a user: pinned ones first, then by their newest message, as many in all as plan and setting allow. With `changedSince` only those in which something was said, changed or read from that moment on, however many: what was removed, marked or pinned meanwhile is told by notices. `next` continues the list; null when it ends. */
  'conversation.list': {
    input: {
      after?: string
      changedSince?: string
      limit?: number
    }
    output: {
      conversations: Array<{
        conversation:
          | {
              peerId: string
            }
          | {
              groupId: string
              topicId?: string
            }
        type: ('Work' | 'Public' | 'Meeting' | 'AVChatRoom' | 'Community') | null
        sequence: number
        change: number
        lastAt: string | null
        lastMessage: Message | null
        sinceSequence: number
        readSequence: number
        peerReadSequence: number | null
        unread: number
        mentions: Array<{
          sequence: number
          senderId: string
          all: boolean
          me: boolean
        }>
        isPinned: boolean
        msgFlag: 'AcceptAndNotify' | 'AcceptNotNotify' | 'Discard'
        standardMarks: Array<number>
        customMark: string
        contactGroupIds: Array<number>
      }>
      next: string | null
    }
  }
  /** A user has read everything: of all peers, of all groups and topics, or both. */
  'conversation.markAllRead': {
    input: {
      of?: 'peers' | 'groups' | 'all'
    }
    output: Record<string, never>
  }
  /** Take up to 100 conversations from the list until something newer is said in them. Other devices of the user hear of it where the setting says so. */
  'conversation.remove': {
    input: {
      conversations: Array<
        | {
            peerId: string
          }
        | {
            groupId: string
            topicId?: string
          }
      >
      clearHistory?: boolean
    }
    output: Record<string, never>
  }
  /** Pin up to 100 conversations, or say what is heard of them; what is absent stays. `missing`: those that the user does not have. Nobody has to have spoken to a peer before. */
  'conversation.set': {
    input: {
      conversations: Array<
        | {
            peerId: string
          }
        | {
            groupId: string
            topicId?: string
          }
      >
      isPinned?: boolean
      msgFlag?: 'AcceptAndNotify' | 'AcceptNotNotify' | 'Discard'
    }
    output: {
      missing: Array<
        | {
            peerId: string
          }
        | {
            groupId: string
            topicId?: string
          }
      >
    }
  }
  /** Counters of a group, by key; only those named, when some are. Refused: top_plan_needed, group_unknown, not_a_member, group_not_allowed, group_not_supported. */
  'counter.list': {
    input: {
      groupId: string
      keys?: Array<string>
    }
    output: {
      counters: Array<{
        key: string
        value: string
      }>
    }
  }
  /** Remove counters of a group; all of them, when none is named. Refused: top_plan_needed, group_unknown, not_a_member, group_not_allowed, group_not_supported. */
  'counter.remove': {
    input: {
      groupId: string
      keys?: Array<string>
    }
    output: Record<string, never>
  }
  /** Set counters of a group, raise or lower them; a counter that is not there begins at 0. Answers the new values. Refused: top_plan_needed, group_unknown, not_a_member, group_not_allowed, group_not_supported, counter_limit, counter_out_of_range. */
  'counter.update': {
    input: {
      groupId: string
      mode: 'Set' | 'Increase' | 'Decrease'
      counters: Array<{
        key: string
        value: string
      }>
    }
    output: {
      counters: Array<{
        key: string
        value: string
      }>
    }
  }
  /** How much a user has not read: in all, or of each of some peers. Refused: user_unknown. */
  'direct.countUnread': {
    input: {
      peerIds?: Array<string>
    }
    output: {
      total: number
      peers: Array<{
        peerId: string
        unread: number
      }>
      unknown: Array<string>
    }
  }
  /** Take up to 30 messages out of the own view, for good; the peer keeps them. What is not there is no error. */
  'direct.hide': {
    input: {
      peerId: string
      sequences: Array<number>
    }
    output: Record<string, never>
  }
  /** What two users said, as one of them sees it, from `to` back to `from` or as far as one answer holds; in the order of time. Recalled messages stand there without words. Refused: user_unknown, peer_unknown, message_key_invalid. */
  'direct.list': {
    input: {
      peerId: string
      from: string
      to: string
      before?: string
      limit: number
    }
    output: {
      messages: Array<{
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
        carried?: {
          group: Array<{
            key: string
            value: string
          }>
          member: Array<{
            key: string
            value: string
          }>
        }
        system?: boolean
        recalledAt?: string | null
        recalledBy?: string
        reactions?: Array<{
          reactionId: string
          count: number
          mine: boolean
        }>
        change?: number
        clientSequence?: number
        receiverId: string
        messageKey: string
        isReadByReceiver: boolean
      }>
      complete: boolean
    }
  }
  /** What became of messages between a user and a peer (recalled, rewritten, reacted to): as in `message.listChanges`. */
  'direct.listChanges': {
    input: {
      peerId: string
      after: number
      limit?: number
    }
    output: {
      messages: Array<{
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
        carried?: {
          group: Array<{
            key: string
            value: string
          }>
          member: Array<{
            key: string
            value: string
          }>
        }
        system?: boolean
        recalledAt?: string | null
        recalledBy?: string
        reactions?: Array<{
          reactionId: string
          count: number
          mine: boolean
        }>
        change?: number
        clientSequence?: number
        receiverId: string
        messageKey: string
        isReadByReceiver: boolean
      }>
      reactions: Array<{
        sequence: number
        change: number
        reactions: Array<{
          reactionId: string
          count: number
          mine: boolean
        }>
      }>
      reached: number
    }
  }
  /** A user has read what a peer said, up to a moment or a number. Refused: user_unknown, peer_unknown. */
  'direct.markRead': {
    input: {
      peerId: string
      through?: string
      sequence?: number
    }
    output: Record<string, never>
  }
  /** What a user and a peer said, newest first, from `through` downwards: as in `message.list`, one of the numbers from `coveredFrom` to `coveredTo` without a message is no hole. Recalled messages stand there without words. */
  'direct.messages': {
    input: {
      peerId: string
      through?: number
      limit?: number
    }
    output: {
      messages: Array<{
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
        carried?: {
          group: Array<{
            key: string
            value: string
          }>
          member: Array<{
            key: string
            value: string
          }>
        }
        system?: boolean
        recalledAt?: string | null
        recalledBy?: string
        reactions?: Array<{
          reactionId: string
          count: number
          mine: boolean
        }>
        change?: number
        clientSequence?: number
        receiverId: string
        messageKey: string
        isReadByReceiver: boolean
      }>
      coveredFrom: number
      coveredTo: number
    }
  }
  /** Say something else in a message that was sent: what is given takes the place of what was there. Refused: message_key_invalid, message_unknown, message_too_long, sender_unknown, receiver_unknown. Refused to users: message_changed. */
  'direct.modify': {
    input: {
      receiverId: string
      messageKey: string
      body?: MessageBody
      cloudCustomData?: string
      expectedChange?: number
    }
    output: {
      change: number
    }
  }
  /** Take the words of a message away, for both. A user takes back what that user said, as long as the setting allows. Refused: message_key_invalid, message_unknown, message_recalled, sender_unknown, receiver_unknown. Refused to users: recall_time_over. */
  'direct.recall': {
    input: {
      receiverId: string
      messageKey: string
    }
    output: Record<string, never>
  }
  /** Send a message to a user. The answer comes after the commit. The same sender, receiver, `clientSequence` and `random` in one second are one message; without `clientSequence` the same sender, receiver, `random` and body in five minutes. An app’s server writes whatever is between the two. Whom the receiver blocks is refused, or answered as if the message were sent, with no `sequence`: the setting says which. Refused: sender_unknown, receiver_unknown, message_too_long, message_life_too_long. Refused to users: direct_sender_muted, sender_blocked, not_friends. */
  'direct.send': {
    input: {
      clientSequence?: number
      random: number
      body: MessageBody
      cloudCustomData?: string
      lifeSeconds?: number
      notForSender?: boolean
      copyToSender?: boolean
      noUnread?: boolean
      noLastMessage?: boolean
      heedsMute?: boolean
      supportsExtensions?: boolean
      needsReceipt?: boolean
      offlinePush?: OfflinePushInfo
      receiverId: string
      withoutCallbacks?: Array<'before' | 'after'>
    }
    output: {
      messageKey: string
      at: string
      sequence: number | null
    }
  }
  /** Set up to 20 pairs of a message, of which it has at most 300, take some away, or all. Refused: extensions_not_on_plan, extension_message_unknown, extensions_not_supported, message_key_invalid, extension_limit, extension_rate_limit. Refused to users: extension_changed. */
  'extension.changeDirect': {
    input: {
      senderId?: string
      receiverId: string
      messageKey: string
      operation:
        | {
            kind: 'set'
            extensions: Array<{
              key: string
              value: string
              expectedChange?: number
            }>
          }
        | {
            kind: 'delete'
            keys: Array<string>
          }
        | {
            kind: 'clear'
          }
    }
    output: {
      results: Array<{
        key: string
        value: string
        change: number | null
      }>
    }
  }
  /** Set up to 20 pairs of a message, of which it has at most 300, take some away, or all. Refused: extensions_not_on_plan, extension_message_unknown, extensions_not_supported, topic_unknown, extension_limit, extension_rate_limit. Refused to users: not_a_member, extension_changed. */
  'extension.changeInGroup': {
    input: {
      groupId: string
      topicId?: string
      sequence: number
      operation:
        | {
            kind: 'set'
            extensions: Array<{
              key: string
              value: string
              expectedChange?: number
            }>
          }
        | {
            kind: 'delete'
            keys: Array<string>
          }
        | {
            kind: 'clear'
          }
    }
    output: {
      results: Array<{
        key: string
        value: string
        change: number | null
      }>
    }
  }
  /** Up to 200 pairs of a message. Refused: extensions_not_on_plan, extension_message_unknown, extensions_not_supported, message_key_invalid. */
  'extension.listDirect': {
    input: {
      senderId?: string
      receiverId: string
      messageKey: string
      from?: number
    }
    output: {
      extensions: Array<{
        key: string
        value: string
        change: number
      }>
      latestChange: number
      clearedChange: number
      complete: boolean
    }
  }
  /** Up to 200 pairs of a message. Refused: extensions_not_on_plan, extension_message_unknown, extensions_not_supported, topic_unknown. Refused to users: not_a_member. */
  'extension.listInGroup': {
    input: {
      groupId: string
      topicId?: string
      sequence: number
      from?: number
    }
    output: {
      extensions: Array<{
        key: string
        value: string
        change: number
      }>
      latestChange: number
      clearedChange: number
      complete: boolean
    }
  }
  /** What the plan of the app has and its owner has switched on, as it is at this moment: what clients show only where it is there. */
  'feature.list': {
    input: Record<string, never>
    output: {
      receiptGroupTypes: Array<'Work' | 'Public' | 'Meeting'>
      userStatus: boolean
      conversationMarks: boolean
      conversationGroups: boolean
      communities: boolean
      messageExtensions: boolean
      avGroupOnlineMembers: boolean
      recallSeconds: number
    }
  }
  /** Add up to 1,000 friends; says of each what became of it. One who is a friend already is done. Who wants to be asked is asked, which is no failure: friend_consent_needed. Users cannot force it. Refused: user_unknown. */
  'friend.add': {
    input: {
      friends: Array<{
        userId: string
        remark?: string
        lists?: Array<string>
        source: string
        wording?: string
      }>
      mutual?: boolean
      force?: boolean
    }
    output: {
      results: Array<{
        userId: string
        code:
          | 'done'
          | 'friend_self'
          | 'user_unknown'
          | 'friend_field_invalid'
          | 'blocked_by_self'
          | 'blocked_by_other'
          | 'friend_asking_forbidden'
          | 'friend_limit'
          | 'friend_limit_of_other'
          | 'friend_lists_limit'
          | 'friends_denied'
          | 'friend_requests_limit'
          | 'friend_consent_needed'
          | 'refused_by_app'
        field?: string
        number?: number
        text?: string
      }>
    }
  }
  /** Answer a request. `agree`: the other gets the user as a friend; `agreeAndAdd`: and the user the other. Refused: friend_request_unknown, friend_limit, friend_limit_of_other. */
  'friend.answerRequest': {
    input: {
      requesterId: string
      answer: 'agree' | 'agreeAndAdd' | 'reject'
      remark?: string
    }
    output: Record<string, never>
  }
  /** Who has whom as a friend? null: there is no such user. Refused: user_unknown. */
  'friend.check': {
    input: {
      userIds: Array<string>
      bothWays: boolean
    }
    output: {
      relations: Array<{
        userId: string
        relation: ('both' | 'mine' | 'theirs' | 'none') | null
      }>
    }
  }
  /** Forget a request without an answer, or take the own one back. Refused: friend_request_unknown. */
  'friend.deleteRequest': {
    input: {
      userId: string
      direction: 'incoming' | 'outgoing'
    }
    output: Record<string, never>
  }
  /** Up to 100 friends with their profiles, in the order asked for; null for who is none. Refused: user_unknown. */
  'friend.get': {
    input: {
      userIds: Array<string>
    }
    output: {
      friends: Array<{
        userId: string
        friend: {
          remark: string
          lists: Array<string>
          source: string
          wording: string
          addedAt: string
          custom: Record<string, string | number>
          profile: {
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
        } | null
      }>
    }
  }
  /** A list of friends in the order of adding, 100 at a time. `next` continues it; null when it ends. Refused: user_unknown. */
  'friend.list': {
    input: {
      after?: number
      knownSequence?: number
      knownCustomSequence?: number
    }
    output: {
      friends: Array<{
        userId: string
        standard: {
          remark: string
          lists: Array<string>
          source: string
          wording: string
          addedAt: string
        } | null
        custom: Record<string, string | number> | null
      }>
      count: number
      sequence: number
      customSequence: number
      next: number | null
    }
  }
  /** Requests to the user, and those the user made, the newest first. `unread` counts those to the user. */
  'friend.listRequests': {
    input: {
      direction?: 'incoming' | 'outgoing' | 'both'
      before?: number
      limit?: number
    }
    output: {
      requests: Array<{
        userId: string
        nick: string
        faceUrl: string
        direction: 'incoming' | 'outgoing'
        source: string
        wording: string
        at: string
        isRead: boolean
      }>
      unread: number
      next: number | null
    }
  }
  /** All requests to the user are read. */
  'friend.readRequests': { input: Record<string, never>; output: Record<string, never> }
  /** Take up to 1,000 users out of a list of friends, and with `mutual` the user out of theirs. Refused: user_unknown. */
  'friend.remove': {
    input: {
      userIds: Array<string>
      mutual?: boolean
    }
    output: {
      results: Array<{
        userId: string
        code: 'done' | 'not_a_friend'
        field?: string
        number?: number
        text?: string
      }>
    }
  }
  /** Empty a list of friends, and with `mutual` take the user out of the lists of those who were in it. Refused: user_unknown. */
  'friend.removeAll': {
    input: {
      mutual?: boolean
    }
    output: Record<string, never>
  }
  /** Change what a list of friends says of up to 1,000 of them; what is absent stays. Refused: user_unknown. */
  'friend.update': {
    input: {
      friends: Array<{
        userId: string
        remark?: string
        lists?: Array<string>
        custom?: Record<string, string | number>
      }>
    }
    output: {
      results: Array<{
        userId: string
        code: 'done' | 'not_a_friend' | 'friend_field_invalid' | 'friend_lists_limit'
        field?: string
        number?: number
        text?: string
      }>
    }
  }
  /** Make lists of friends, and put up to 1,000 friends into all of them. A list that is there is no error. Refused: user_unknown, friend_lists_limit. */
  'friendList.add': {
    input: {
      names: Array<string>
      userIds?: Array<string>
    }
    output: {
      results: Array<{
        userId: string
        code: 'done' | 'not_a_friend'
        field?: string
        number?: number
        text?: string
      }>
      sequence: number
    }
  }
  /** Lists of friends in the order of making, all or those named, with who is in them. Refused: user_unknown. */
  'friendList.get': {
    input: {
      names?: Array<string>
    }
    output: {
      lists: Array<{
        name: string
        userIds: Array<string>
      }>
      sequence: number
    }
  }
  /** Take lists of friends away; who is in them stays a friend. A list that is not there is no error. Refused: user_unknown. */
  'friendList.remove': {
    input: {
      names: Array<string>
    }
    output: {
      sequence: number
    }
  }
  /** Take friends out of a list; they stay friends. Who is not in it is no error. Refused: friend_list_unknown. */
  'friendList.removeFriends': {
    input: {
      name: string
      userIds: Array<string>
    }
    output: {
      sequence: number
    }
  }
  /** Give a list of friends another name; who is in it stays. Refused: friend_list_unknown, friend_list_taken. */
  'friendList.rename': {
    input: {
      name: string
      newName: string
    }
    output: {
      sequence: number
    }
  }
  /** Add users to a group; says of each whether it got in, was in already or was refused and why. A user invites, by InviteJoinOption: at once, or the owner and the admins are asked (`waiting`, at most 50). Refused: group_unknown, group_not_supported, not_a_member, group_not_allowed, too_many_items. */
  'group.addMembers': {
    input: {
      groupId: string
      userIds: Array<string>
      silent?: boolean
    }
    output: {
      added: Array<string>
      already: Array<string>
      waiting: Array<string>
      refused: Array<{
        userId: string
        code: 'group_user_unknown' | 'user_group_limit' | 'group_full' | 'group_member_limit' | 'refused_by_app'
        allowed: number | null
      }>
    }
  }
  /** Make a member the owner, also of a group without one; the owner until then becomes a plain member. Refused: group_unknown, group_not_allowed, group_not_supported, not_a_member. */
  'group.changeOwner': {
    input: {
      groupId: string
      ownerId: string
    }
    output: Record<string, never>
  }
  /** How many members of a group are connected at the moment; of an audio-video group avGroup.countOnline says it. Refused: group_unknown, group_not_supported, not_a_member. */
  'group.countOnline': {
    input: {
      groupId: string
    }
    output: {
      count: number
    }
  }
  /** Create a group. A user who does is its owner. Refused: community_not_enabled, group_not_supported, group_daily_growth_limit, group_limit, av_group_limit, community_limit, group_member_limit, group_full, user_group_limit, group_user_unknown, group_id_invalid, group_id_taken, group_id_yours, custom_field_unknown, custom_field_forbidden, custom_value_too_long. */
  'group.create': {
    input: {
      type: 'Work' | 'Public' | 'Meeting' | 'AVChatRoom' | 'Community'
      name: string
      groupId?: string
      introduction?: string
      notification?: string
      faceUrl?: string
      supportsTopics?: boolean
      memberMax?: number
      applyJoinOption?: 'FreeAccess' | 'NeedPermission' | 'DisableApply'
      inviteJoinOption?: 'FreeAccess' | 'NeedPermission' | 'DisableInvite'
      custom?: Array<{
        key: string
        value: string
      }>
      members?: Array<{
        userId: string
        role?: 'Admin' | 'Member'
        custom?: Array<{
          key: string
          value: string
        }>
      }>
    }
    output: {
      groupId: string
    }
  }
  /** Disband a group for good. A user: the owner, and no Work group. Refused: group_unknown, group_not_allowed, not_a_member. */
  'group.destroy': {
    input: {
      groupId: string
    }
    output: Record<string, never>
  }
  /** Those of up to 50 users who are members. Refused: group_unknown, group_not_supported, not_a_member. */
  'group.findMembers': {
    input: {
      groupId: string
      userIds: Array<string>
      roles?: Array<'Owner' | 'Admin' | 'Member'>
      lastSpoke?: boolean
    }
    output: {
      members: Array<{
        role: 'Owner' | 'Admin' | 'Member'
        joinedAt: string
        msgFlag: 'AcceptAndNotify' | 'AcceptNotNotify' | 'Discard'
        nameCard: string
        readSequence: number
        userId: string
        mutedUntil: string | null
        lastSpokeAt: string | null
        custom: Array<{
          key: string
          value: string
        }>
        nick?: string
        faceUrl?: string
        isOnline: boolean | null
      }>
    }
  }
  /** Up to 50 groups in the order asked for; or why it is not there. A user sees of groups of others only what is public, and Work groups not at all; members are listed with group.listMembers. Refused: group_answer_too_large. */
  'group.get': {
    input: {
      groupIds: Array<string>
      members?: boolean
      lastSpoke?: boolean
    }
    output: {
      groups: Array<
        | {
            groupId: string
            type: 'Work' | 'Public' | 'Meeting' | 'AVChatRoom' | 'Community'
            name: string
            introduction: string
            notification: string
            faceUrl: string
            ownerId: string | null
            createdAt: string
            infoSeq: number
            infoChangedAt: string
            memberCount: number
            memberMax: number | null
            applyJoinOption: 'FreeAccess' | 'NeedPermission' | 'DisableApply'
            inviteJoinOption: 'FreeAccess' | 'NeedPermission' | 'DisableInvite'
            muteAll: boolean
            supportsTopics: boolean
            nextSequence: number
            lastMessageAt: string | null
            custom: Array<{
              key: string
              value: string
            }>
            members: Array<{
              role: 'Owner' | 'Admin' | 'Member'
              joinedAt: string
              msgFlag: 'AcceptAndNotify' | 'AcceptNotNotify' | 'Discard'
              nameCard: string
              readSequence: number
              userId: string
              mutedUntil: string | null
              lastSpokeAt: string | null
              custom: Array<{
                key: string
                value: string
              }>
            }>
            self?: {
              role: 'Owner' | 'Admin' | 'Member'
              joinedAt: string
              msgFlag: 'AcceptAndNotify' | 'AcceptNotNotify' | 'Discard'
              nameCard: string
              readSequence: number
              mutedUntil: string | null
              custom: Array<{
                key: string
                value: string
              }>
            }
          }
        | {
            groupId: string
            type: 'Work' | 'Public' | 'Meeting' | 'AVChatRoom' | 'Community'
            name: string
            introduction: string
            faceUrl: string
            ownerId: string | null
            createdAt: string
            memberCount: number
            memberMax: number | null
            applyJoinOption: 'FreeAccess' | 'NeedPermission' | 'DisableApply'
            inviteJoinOption: 'FreeAccess' | 'NeedPermission' | 'DisableInvite'
            supportsTopics: boolean
            custom: Array<{
              key: string
              value: string
            }>
            isPublicPart: true
          }
        | {
            refused: 'group_unknown' | 'community_not_enabled'
          }
      >
    }
  }
  /** The user comes into a group, or asks to: by its type and its ApplyJoinOption. `waiting`: the owner and the admins were asked. Audio-video groups have avGroup.join. Refused: group_unknown, group_not_supported (nobody applies to a Work group), join_not_allowed, group_full, group_member_limit, user_group_limit. */
  'group.join': {
    input: {
      groupId: string
      message?: string
    }
    output: {
      status: 'joined' | 'already' | 'waiting'
    }
  }
  /** The user leaves a group. An owner leaves a Work group only. Refused: group_unknown, not_a_member, owner_may_not_leave. */
  'group.leave': {
    input: {
      groupId: string
    }
    output: Record<string, never>
  }
  /** Groups a user is in, by id. `count` is that of all that match. Refused: group_user_unknown. */
  'group.listJoined': {
    input: {
      types?: Array<'Work' | 'Public' | 'Meeting' | 'AVChatRoom' | 'Community'>
      onlyWithTopics?: boolean
      withAvGroups?: boolean
      withNotActivated?: boolean
      offset?: number
      limit?: number
    }
    output: {
      count: number
      groups: Array<{
        groupId: string
        type: 'Work' | 'Public' | 'Meeting' | 'AVChatRoom' | 'Community'
        name: string
        introduction: string
        notification: string
        faceUrl: string
        ownerId: string | null
        createdAt: string
        infoSeq: number
        infoChangedAt: string
        memberCount: number
        memberMax: number | null
        applyJoinOption: 'FreeAccess' | 'NeedPermission' | 'DisableApply'
        inviteJoinOption: 'FreeAccess' | 'NeedPermission' | 'DisableInvite'
        muteAll: boolean
        supportsTopics: boolean
        nextSequence: number
        lastMessageAt: string | null
        custom: Array<{
          key: string
          value: string
        }>
        self: {
          role: 'Owner' | 'Admin' | 'Member'
          joinedAt: string
          msgFlag: 'AcceptAndNotify' | 'AcceptNotNotify' | 'Discard'
          nameCard: string
          readSequence: number
          unread: number
        } | null
        topics: {
          messages: number
          read: number
        } | null
      }>
    }
  }
  /** Members of a group in the order of joining, of a community by id; `memberCount` is that of the whole group. Users: members only, 100 at a time, with the name and picture of each. Refused: group_unknown, group_not_supported, not_a_member. */
  'group.listMembers': {
    input: {
      groupId: string
      roles?: Array<'Owner' | 'Admin' | 'Member'>
      offset?: number
      after?: string
      limit?: number
      lastSpoke?: boolean
    }
    output: {
      type: 'Work' | 'Public' | 'Meeting' | 'AVChatRoom' | 'Community'
      memberCount: number
      members: Array<{
        role: 'Owner' | 'Admin' | 'Member'
        joinedAt: string
        msgFlag: 'AcceptAndNotify' | 'AcceptNotNotify' | 'Discard'
        nameCard: string
        readSequence: number
        userId: string
        mutedUntil: string | null
        lastSpokeAt: string | null
        custom: Array<{
          key: string
          value: string
        }>
        nick?: string
        faceUrl?: string
      }>
      next: string | null
    }
  }
  /** Who is muted now in a group, or in a topic of a community. Refused: group_unknown, not_a_member, group_not_allowed, group_not_supported, topic_unknown, group_answer_too_large. */
  'group.listMuted': {
    input: {
      groupId: string
      topicId?: string
    }
    output: {
      muted: Array<{
        userId: string
        mutedUntil: string
      }>
    }
  }
  /** The pinned messages of a group that the member sees, the latest pinned first. Refused: group_unknown, topic_unknown, group_not_supported, not_a_member, group_message_no_history. */
  'group.listPinnedMessages': {
    input: {
      groupId: string
      topicId?: string
    }
    output: {
      pinned: Array<{
        message: Message
        operatorId: string
        pinnedAt: string
      }>
    }
  }
  /** Keep users from speaking in a group, or in a topic of a community. It holds for who leaves and comes back, and for who is no member yet. A user: members who stand lower. Refused: group_unknown, not_a_member, group_not_allowed, group_not_supported, group_user_unknown, topic_unknown. */
  'group.muteMembers': {
    input: {
      groupId: string
      topicId?: string
      userIds: Array<string>
      forSeconds: number
    }
    output: {
      mutedUntil: string | null
    }
  }
  /** Pin a message; at most 10 are. The owner and admins do, in Work groups every member. What was said to some members only or told by the service is not pinned. Refused: group_unknown, topic_unknown, group_not_supported, not_a_member, group_not_allowed, group_message_no_history (of an audio-video group), group_message_unknown, message_pinned, pin_limit. */
  'group.pinMessage': {
    input: {
      groupId: string
      topicId?: string
      sequence: number
    }
    output: Record<string, never>
  }
  /** Remove members. Whoever is none is no error. The owner goes in a Work group only, which has none then. A user: who stands lower. Refused: group_unknown, group_not_supported, not_a_member, group_not_allowed. */
  'group.removeMembers': {
    input: {
      groupId: string
      userIds: Array<string>
      silent?: boolean
      reason?: string
    }
    output: {
      removed: Array<string>
    }
  }
  /** What is public of the group of exactly this id; Work groups are not found. Refused: group_unknown, community_not_enabled. */
  'group.search': {
    input: {
      groupId: string
    }
    output: {
      groupId: string
      type: 'Work' | 'Public' | 'Meeting' | 'AVChatRoom' | 'Community'
      name: string
      introduction: string
      faceUrl: string
      ownerId: string | null
      createdAt: string
      memberCount: number
      memberMax: number | null
      applyJoinOption: 'FreeAccess' | 'NeedPermission' | 'DisableApply'
      inviteJoinOption: 'FreeAccess' | 'NeedPermission' | 'DisableInvite'
      supportsTopics: boolean
      custom: Array<{
        key: string
        value: string
      }>
      isPublicPart: true
    }
  }
  /** Pin a message no more; whoever may pin may. May be repeated. Refused: group_unknown, topic_unknown, group_not_supported, not_a_member, group_not_allowed, group_message_no_history (of an audio-video group). */
  'group.unpinMessage': {
    input: {
      groupId: string
      topicId?: string
      sequence: number
    }
    output: Record<string, never>
  }
  /** Change the profile of a group or its own maximum of members; the group is told of name, texts and picture. A user by role and type. An administrator also its type among Work, Public and Meeting, where the operator allows the app to: the ways of joining become those usual for it unless they are given. Refused: group_unknown, group_type_fixed, group_not_allowed, not_a_member, group_member_limit, group_not_supported, custom_field_unknown, custom_field_forbidden, custom_value_too_long. */
  'group.update': {
    input: {
      groupId: string
      type?: 'Work' | 'Public' | 'Meeting' | 'AVChatRoom' | 'Community'
      name?: string
      introduction?: string
      notification?: string
      faceUrl?: string
      memberMax?: number
      applyJoinOption?: 'FreeAccess' | 'NeedPermission' | 'DisableApply'
      inviteJoinOption?: 'FreeAccess' | 'NeedPermission' | 'DisableInvite'
      muteAll?: boolean
      custom?: Array<{
        key: string
        value: string
      }>
    }
    output: Record<string, never>
  }
  /** Change what a group keeps of a member. The role of the owner cannot be changed, and a Work group has neither admins nor mutes. A user: the own settings, and what the role allows on who stands lower. Refused: group_unknown, group_not_allowed, group_not_supported, not_a_member, owner_role_stays, custom_field_unknown, custom_field_forbidden, custom_value_too_long. */
  'group.updateMember': {
    input: {
      groupId: string
      userId: string
      role?: 'Admin' | 'Member'
      msgFlag?: 'AcceptAndNotify' | 'AcceptNotNotify' | 'Discard'
      nameCard?: string
      muteForSeconds?: number
      custom?: Array<{
        key: string
        value: string
      }>
    }
    output: Record<string, never>
  }
  /** Take up to 30 messages of a group out of the own view, for good. What is not there is no error. Refused: group_unknown, topic_unknown, not_a_member. */
  'message.hide': {
    input: {
      groupId: string
      topicId?: string
      sequences: Array<number>
    }
    output: Record<string, never>
  }
  /** Messages of a group that the storage period still shows, newest first, from `through` downwards. Of the numbers from `coveredFrom` to `coveredTo` nothing else is to be had: one without a message is no hole. A user must be a member, and sees of a Work or Public group what was said since joining. Refused: group_unknown, topic_unknown, group_not_supported, group_message_no_history. Refused to users: not_a_member. */
  'message.list': {
    input: {
      groupId: string
      topicId?: string
      through?: number
      withRecalled?: boolean
      limit?: number
    }
    output: {
      messages: Array<Message>
      coveredFrom: number
      coveredTo: number
    }
  }
  /** What became of messages of a group (recalled, rewritten, reacted to) under the numbers after `after`: as they are now, in the order of their last changes. `reached` continues; when it is the conversation’s `change`, these are all. Refused: group_unknown, topic_unknown, not_a_member. */
  'message.listChanges': {
    input: {
      groupId: string
      topicId?: string
      after: number
      limit?: number
    }
    output: {
      messages: Array<Message>
      reactions: Array<{
        sequence: number
        change: number
        reactions: Array<{
          reactionId: string
          count: number
          mine: boolean
        }>
      }>
      reached: number
    }
  }
  /** A member has read a group, or a topic, up to a number. It never goes back. Other devices of the user hear of it. Refused: group_unknown, topic_unknown, not_a_member. */
  'message.markRead': {
    input: {
      groupId: string
      topicId?: string
      sequence: number
    }
    output: {
      readSequence: number
    }
  }
  /** Say something else in a message of a group: what is given takes the place of what was there. A user rewrites what that user said. Refused: group_unknown, topic_unknown, group_not_supported, group_message_unknown, message_too_long. Refused to users: not_a_member, message_changed. */
  'message.modify': {
    input: {
      groupId: string
      topicId?: string
      sequence: number
      body?: MessageBody
      cloudCustomData?: string
      expectedChange?: number
    }
    output: {
      change: number
    }
  }
  /** Take the words of up to 10 messages of a group away; says of each whether it worked. A user takes back what that user said, as long as the setting allows; the owner also what others said, admins what plain members said. Refused: group_unknown, topic_unknown, group_not_supported, group_recall_not_supported. Refused to users: not_a_member, group_recall_time_over. */
  'message.recall': {
    input: {
      groupId: string
      topicId?: string
      sequences: Array<number>
    }
    output: {
      results: Array<{
        sequence: number
        outcome: 'recalled' | 'group_message_unknown' | 'group_message_not_recallable'
      }>
    }
  }
  /** Messages of one conversation with certain words, senders, types or times, newest first, from `through` downwards. A call looks at 1,000 messages at most and ends at `limit` that were found: below `coveredFrom` the search goes on, until that is 1. It finds what the history shows the user, without what was recalled or told by the service. Words are looked for in texts, names of files, descriptions and titles; capital and small letters from A to Z are the same. A user searches 5 times a second, or as the operator lets the app (`searchesPerUser`). Refused: group_unknown, topic_unknown, group_not_supported, not_a_member, group_message_no_history (of an audio-video group), rate_limit. */
  'message.search': {
    input: {
      conversation:
        | {
            peerId: string
          }
        | {
            groupId: string
            topicId?: string
          }
      keywords?: Array<string>
      match?: 'any' | 'all'
      senderIds?: Array<string>
      types?: Array<
        | 'TIMTextElem'
        | 'TIMLocationElem'
        | 'TIMFaceElem'
        | 'TIMCustomElem'
        | 'TIMSoundElem'
        | 'TIMImageElem'
        | 'TIMFileElem'
        | 'TIMVideoFileElem'
        | 'TIMRelayElem'
      >
      from?: string
      to?: string
      through?: number
      limit?: number
    }
    output: {
      messages: Array<Message>
      coveredFrom: number
      coveredTo: number
    }
  }
  /** Send a message to a group, or to a topic of a community. The answer comes after the commit. The same sender and `random` within five minutes are one message: the later call answers what the first did. Above the rate of the group it is dropped, which is no error: `dropped`. Refused: group_unknown, group_not_supported, sender_unknown, sender_muted, message_too_long, too_many_mentions, topic_unknown, top_plan_needed, receipt_online_only, receipt_group_too_large. Refused to users: not_a_member. */
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
      withoutCallbacks?: Array<'before' | 'after'>
      offlinePush?: OfflinePushInfo
    }
    output: {
      sequence: number | null
      at: string
      dropped: boolean
    }
  }
  /** Profiles of up to 100 users in the order asked for; null where there is no such user. Refused: profile_field_unknown. */
  'profile.get': {
    input: {
      userIds: Array<string>
      customFields?: Array<string>
    }
    output: {
      users: Array<{
        userId: string
        profile: {
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
        } | null
      }>
    }
  }
  /** Set fields of a profile; the others stay. Refused: user_unknown, profile_field_unknown (a field of your own that is not declared), profile_field_forbidden (adminForbid, and fields that only the app's server writes). */
  'profile.set': {
    input: {
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
        custom?: Record<string, string | number>
      }
    }
    output: Record<string, never>
  }
  /** React to a message. One user’s same reaction counts once. A message has at most 30 different reactions, each of at most 100 users. Who may not speak there may not react; whom the receiver blocks is refused, or answered as if the reaction were there: the setting says which. Refused: group_unknown, topic_unknown, group_not_supported, not_a_member, group_message_no_history (of an audio-video group), group_message_unknown, message_unknown (between two users), reaction_given, reaction_limit, reaction_user_limit, sender_unknown, sender_muted, direct_sender_muted, sender_blocked, not_friends, rate_limit. */
  'reaction.add': {
    input: {
      conversation:
        | {
            peerId: string
          }
        | {
            groupId: string
            topicId?: string
          }
      sequence: number
      reactionId: string
    }
    output: {
      change: number | null
    }
  }
  /** The reactions to up to 20 messages of a conversation, the earliest first, with the first users of each. Of a message that the user does not see there are none. Refused: group_unknown, topic_unknown, group_not_supported, not_a_member, group_message_no_history (of an audio-video group). */
  'reaction.list': {
    input: {
      conversation:
        | {
            peerId: string
          }
        | {
            groupId: string
            topicId?: string
          }
      sequences: Array<number>
      users?: number
    }
    output: {
      messages: Array<{
        sequence: number
        reactions: Array<{
          reactionId: string
          count: number
          mine: boolean
          users: Array<{
            userId: string
            nick: string
            faceUrl: string
          }>
        }>
      }>
    }
  }
  /** Who has reacted to a message with one sign, the earliest first. `next` continues the list; null when it ends. Refused: group_unknown, topic_unknown, group_not_supported, not_a_member, group_message_no_history (of an audio-video group), group_message_unknown, message_unknown (between two users). */
  'reaction.listUsers': {
    input: {
      conversation:
        | {
            peerId: string
          }
        | {
            groupId: string
            topicId?: string
          }
      sequence: number
      reactionId: string
      after?: number
      limit?: number
    }
    output: {
      users: Array<{
        userId: string
        nick: string
        faceUrl: string
      }>
      next: number | null
    }
  }
  /** Take an own reaction back; also who may not speak there may. Refused: group_unknown, topic_unknown, group_not_supported, not_a_member, group_message_no_history (of an audio-video group), group_message_unknown, message_unknown (between two users), reaction_unknown, reaction_not_given, rate_limit. */
  'reaction.remove': {
    input: {
      conversation:
        | {
            peerId: string
          }
        | {
            groupId: string
            topicId?: string
          }
      sequence: number
      reactionId: string
    }
    output: {
      change: number | null
    }
  }
  /** How many members have read messages, and how many have not; null where a message asked for no receipt. A user must be a member. Refused: top_plan_needed, group_unknown, group_not_supported, receipt_group_too_large. Refused to users: not_a_member. */
  'receipt.count': {
    input: {
      groupId: string
      sequences: Array<number>
    }
    output: {
      receipts: Array<{
        read: number
        unread: number
      } | null>
    }
  }
  /** Members who have read a message, or those who have not, by id. `next` continues the list; null when it ends. A user must be a member. Refused: top_plan_needed, group_unknown, group_not_supported, receipt_group_too_large, receipt_unknown. Refused to users: not_a_member. */
  'receipt.listUsers': {
    input: {
      groupId: string
      sequence: number
      haveRead: boolean
      after?: string
      limit?: number
    }
    output: {
      userIds: Array<string>
      next: string | null
    }
  }
  /** A member has read up to 30 messages that asked for it; their senders hear of it. What asked for none, was said before the joining or is the member’s own is passed over. Refused: not_a_member, top_plan_needed, group_unknown, group_not_supported, receipt_group_too_large. */
  'receipt.send': {
    input: {
      groupId: string
      sequences: Array<number>
    }
    output: Record<string, never>
  }
  /** The status of up to 500 users; those who do not exist are left out. Of others refused: user_status_not_enabled. */
  'status.get': {
    input: {
      userIds: Array<string>
    }
    output: {
      users: Array<{
        userId: string
        status: 'online' | 'offline'
        customStatus: string
      }>
    }
  }
  /** The words of one’s own status, until the last device is gone. Empty takes them away. Refused: bad_input. */
  'status.setOwn': {
    input: {
      customStatus: string
    }
    output: Record<string, never>
  }
  /** Hear of changes of the status of up to 100 users (`status.changed`) on this connection, and get what it is now. A connection hears of 200: the oldest subscriptions make room. Refused: user_status_not_enabled. */
  'status.subscribe': {
    input: {
      userIds: Array<string>
    }
    output: {
      users: Array<{
        userId: string
        status: 'online' | 'offline'
        customStatus: string
      }>
    }
  }
  /** Hear of these users no more; without `userIds`: of nobody. Refused: user_status_not_enabled. */
  'status.unsubscribe': {
    input: {
      userIds?: Array<string>
    }
    output: Record<string, never>
  }
  /** Create a topic in a community that has topics. Refused: community_not_enabled, group_unknown, group_not_supported (no topics in this group), not_a_member, group_not_allowed, group_user_unknown, topic_id_invalid, topic_id_taken, topic_id_yours, topic_limit. */
  'topic.create': {
    input: {
      groupId: string
      topicId?: string
      name: string
      introduction?: string
      notification?: string
      faceUrl?: string
      customString?: string
    }
    output: {
      topicId: string
    }
  }
  /** Take topics away for good, with what was said in them; says which were not there. Refused: community_not_enabled, group_unknown, group_not_supported (no topics in this group), not_a_member, group_not_allowed. */
  'topic.destroy': {
    input: {
      groupId: string
      topicIds: Array<string>
    }
    output: {
      destroyed: Array<string>
      notThere: Array<string>
    }
  }
  /** Topics of a community, the oldest first, or those asked for in their order; null where there is none. Refused: community_not_enabled, group_unknown, group_not_supported (no topics in this group), not_a_member, group_not_allowed, group_user_unknown. */
  'topic.list': {
    input: {
      groupId: string
      topicIds?: Array<string>
    }
    output: {
      topics: Array<{
        topicId: string
        groupId: string
        name: string
        introduction: string
        notification: string
        faceUrl: string
        customString: string
        createdAt: string
        muteAll: boolean
        nextSequence: number
        lastMessageAt: string | null
        self: {
          mutedUntil: string | null
          readSequence: number
          msgFlag: string
        } | null
      } | null>
    }
  }
  /** Change what is said about a topic, or who may speak in it. Refused: community_not_enabled, group_unknown, group_not_supported (no topics in this group), not_a_member, group_not_allowed, topic_unknown. */
  'topic.update': {
    input: {
      name?: string
      introduction?: string
      notification?: string
      faceUrl?: string
      customString?: string
      muteAll?: boolean
      groupId: string
      topicId: string
    }
    output: Record<string, never>
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
    carried?: {
      group: Array<{
        key: string
        value: string
      }>
      member: Array<{
        key: string
        value: string
      }>
    }
    system?: boolean
    recalledAt?: string | null
    recalledBy?: string
    reactions?: Array<{
      reactionId: string
      count: number
      mine: boolean
    }>
    change?: number
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
      change: number
    }>
    operatorId: string
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
    change: number
    body: MessageBody
    cloudCustomData: string
    receiverIds?: Array<string>
  }
  'message.read': {
    userId: string
    peerId?: string
    groupId?: string
    topicId?: string
    sequence: number
    at: string
  }
  'receipt.changed': {
    groupId: string
    senderId: string
    userId: string
    receipts: Array<{
      sequence: number
      read: number
      unread: number
    }>
  }
  'conversation.changed': {
    userId: string
    conversations: Array<
      | {
          peerId: string
        }
      | {
          groupId: string
          topicId?: string
        }
    >
    isPinned?: boolean
    msgFlag?: 'AcceptAndNotify' | 'AcceptNotNotify' | 'Discard'
    cleared?: boolean
  }
  'conversation.removed': {
    userId: string
    conversations: Array<
      | {
          peerId: string
        }
      | {
          groupId: string
          topicId?: string
        }
    >
    clearHistory: boolean
  }
  'contact.marked': {
    userId: string
    contacts: Array<{
      contact:
        | {
            peerId: string
          }
        | {
            groupId: string
          }
      standardMarks: Array<number>
      customMark: string
      contactGroupIds: Array<number>
    }>
  }
  'contactGroup.changed': {
    userId: string
    groups: Array<{
      contactGroupId: number
      name: string
    }>
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
    receiverIds?: Array<string>
  }
  'message.reactionsChanged': {
    groupId?: string
    topicId?: string
    userIds?: [string, string]
    sequence: number
    change: number
    reactions: Array<{
      reactionId: string
      count: number
      mine?: boolean
    }>
    by?: {
      userId: string
      reactionId: string
      added: boolean
      firstUsers: Array<{
        userId: string
        nick: string
        faceUrl: string
      }>
    }
    receiverIds?: Array<string>
  }
  'group.pinsChanged': {
    groupId: string
    topicId?: string
    sequence: number
    isPinned: boolean
    operatorId: string
    at: string
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
  'friend.requested': {
    requesterId: string
    userId: string
    source: string
    wording: string
    at: string
  }
  'friend.requestsMade': {
    requesterId: string
    userIds: Array<string>
  }
  'friend.requestAnswered': {
    requesterId: string
    userId: string
    answer: 'agree' | 'agreeAndAdd' | 'reject'
  }
  'friend.requestsRead': {
    userId: string
  }
  'friend.requestDeleted': {
    requesterId: string
    userId: string
  }
  'friend.updated': {
    userId: string
    friendIds: Array<string>
  }
  'friendList.changed': {
    userId: string
    names: Array<string>
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
  'group.entered': {
    groupId: string
    type: 'Work' | 'Public' | 'Meeting' | 'AVChatRoom' | 'Community'
    name: string
    operatorId: string
    way: 'created' | 'added' | 'joined' | 'approved' | 'imported'
  }
  'group.left': {
    groupId: string
    type: 'Work' | 'Public' | 'Meeting' | 'AVChatRoom' | 'Community'
    name: string
    operatorId: string
    way: 'left' | 'removed'
    reason: string
  }
  'group.ended': {
    groupId: string
    type: 'Work' | 'Public' | 'Meeting' | 'AVChatRoom' | 'Community'
    name: string
    operatorId: string
  }
  'group.roleChanged': {
    groupId: string
    type: 'Work' | 'Public' | 'Meeting' | 'AVChatRoom' | 'Community'
    name: string
    operatorId: string
    role: 'Owner' | 'Admin' | 'Member'
  }
  'group.muted': {
    groupId: string
    type: 'Work' | 'Public' | 'Meeting' | 'AVChatRoom' | 'Community'
    name: string
    operatorId: string
    topicId?: string
    mutedUntil: string | null
  }
  'application.made': {
    applications: Array<{
      applicationId: number
      kind: 'join' | 'invite'
      groupId: string
      groupName: string
      groupFaceUrl: string
      userId: string
      applicantId: string
      applicantNick: string
      applicantFaceUrl: string
      message: string
      at: string
      answer: ('agreed' | 'refused') | null
      answeredBy: string | null
      answeredAt: string | null
      answerMessage: string
    }>
  }
  'application.answered': {
    applicationId: number
    kind: 'join' | 'invite'
    groupId: string
    groupName: string
    groupFaceUrl: string
    userId: string
    applicantId: string
    applicantNick: string
    applicantFaceUrl: string
    message: string
    at: string
    answer: ('agreed' | 'refused') | null
    answeredBy: string | null
    answeredAt: string | null
    answerMessage: string
  }
  'group.changed': {
    groupId: string
    operatorId: string
    changes: {
      type?: 'Work' | 'Public' | 'Meeting' | 'AVChatRoom' | 'Community'
      memberMax?: number
      applyJoinOption?: 'FreeAccess' | 'NeedPermission' | 'DisableApply'
      inviteJoinOption?: 'FreeAccess' | 'NeedPermission' | 'DisableInvite'
      muteAll?: boolean
    }
    custom: Array<string>
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
    operatorId: string
    noticed: boolean
  }
  'group.receiveOptionChanged': {
    groupId: string
    userId: string
    msgFlag: 'AcceptAndNotify' | 'AcceptNotNotify' | 'Discard'
  }
  'connection.ended': {
    closeCode: number
    reason: string
    number: number | null
    platform?: 'iPhone' | 'Android' | 'Web' | 'PC' | 'iPad' | 'Mac' | 'Linux'
  }
  'user.stateChanged': {
    userId: string
    platform: 'iPhone' | 'Android' | 'Web' | 'PC' | 'iPad' | 'Mac' | 'Linux'
    action: 'Login' | 'Logout' | 'Disconnect'
    reason: 'Register' | 'Unregister' | 'LinkClose' | 'TimeOut'
    kicked: Array<'iPhone' | 'Android' | 'Web' | 'PC' | 'iPad' | 'Mac' | 'Linux'>
    address: string
    at: string
  }
  'avGroup.presenceChanged': {
    groupId: string
    userIds: Array<string>
    presence: 'offline' | 'online'
    at: string
  }
  'status.changed': {
    userId: string
    status: 'online' | 'offline'
    customStatus: string
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
  | 'clock_too_far'
  | 'clock_busy'
  | 'app_limit'
  | 'app_key_limit'
  | 'app_key_last'
  | 'app_admin_limit'
  | 'app_admin_last'
  | 'api_key_limit'
  | 'tag_gives_access'
  | 'person_limit'
  | 'custom_field_limit'
  | 'custom_field_taken'
  | 'custom_field_types_invalid'
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
  | 'bill_waits'
  | 'bill_not_computable'
  | 'endpoint_limit'
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
  | 'usersig_faulty'
  | 'usersig_wrong_key'
  | 'usersig_other_user'
  | 'usersig_other_app'
  | 'usersig_revoked'
  | 'user_unknown'
  | 'user_id_taken'
  | 'user_is_administrator'
  | 'profile_value_too_long'
  | 'profile_field_unknown'
  | 'profile_field_forbidden'
  | 'profile_value_invalid'
  | 'profile_type_invalid'
  | 'connection_calls'
  | 'user_status_not_enabled'
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
  | 'group_type_fixed'
  | 'not_a_member'
  | 'owner_role_stays'
  | 'group_not_allowed'
  | 'join_not_allowed'
  | 'owner_may_not_leave'
  | 'application_unknown'
  | 'application_answered'
  | 'custom_field_forbidden'
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
  | 'group_callback_refused'
  | 'message_callback_refused'
  | 'callback_unanswered'
  | 'refused_by_app'
  | 'callbacks_not_set'
  | 'sender_muted'
  | 'too_many_mentions'
  | 'message_body_not_array'
  | 'message_life_too_long'
  | 'message_key_invalid'
  | 'sender_blocked'
  | 'not_friends'
  | 'direct_sender_muted'
  | 'recall_time_over'
  | 'message_changed'
  | 'message_unknown'
  | 'message_recalled'
  | 'group_message_unknown'
  | 'group_recall_time_over'
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
  | 'extension_changed'
  | 'extension_rate_limit'
  | 'extension_message_unknown'
  | 'extension_unknown'
  | 'extension_limit'
  | 'reaction_limit'
  | 'reaction_user_limit'
  | 'reaction_given'
  | 'reaction_unknown'
  | 'reaction_not_given'
  | 'pin_limit'
  | 'message_pinned'
  | 'community_limit'
  | 'topic_unknown'
  | 'topic_id_invalid'
  | 'topic_id_taken'
  | 'topic_id_yours'
  | 'topic_limit'
  | 'topic_deletion_failed'
  | 'topic_deleted'
  | 'av_mark_invalid'
  | 'av_group_banned'
  | 'av_group_not_joined'
  | 'av_group_joined_limit'
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
  | 'friend_request_unknown'
  | 'friend_list_unknown'
  | 'friend_list_taken'
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
export const reads: readonly string[] = [
  'application.list',
  'attribute.list',
  'avGroup.countOnline',
  'avGroup.join',
  'avGroup.leave',
  'avGroup.listOnline',
  'block.check',
  'block.list',
  'contact.find',
  'contact.listMarked',
  'conversation.countUnread',
  'conversation.get',
  'conversation.list',
  'counter.list',
  'direct.countUnread',
  'direct.list',
  'direct.listChanges',
  'direct.messages',
  'extension.listDirect',
  'extension.listInGroup',
  'feature.list',
  'friend.check',
  'friend.get',
  'friend.list',
  'friend.listRequests',
  'friendList.get',
  'group.countOnline',
  'group.findMembers',
  'group.get',
  'group.listJoined',
  'group.listMembers',
  'group.listMuted',
  'group.listPinnedMessages',
  'group.search',
  'message.list',
  'message.listChanges',
  'message.search',
  'profile.get',
  'reaction.list',
  'reaction.listUsers',
  'receipt.count',
  'receipt.listUsers',
  'status.get',
  'status.setOwn',
  'status.subscribe',
  'status.unsubscribe',
  'topic.list',
  'userNotice.list',
]
