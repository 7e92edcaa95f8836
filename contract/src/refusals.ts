/**
 * Every "no" that Plenum says, in one table.
 *
 * `number`: the public number (error code table, doc 1047/34348; 990xxx are Plenum's own, for what the public dialect has no word for).
 * `clientNumber`: what the SDKs of live connections show, where it differs. `status`: HTTP status on `/api` (`/v4` always answers 200).
 * `text`: for people; `{name}` is filled from the refusal's details.
 */
export const refusals = {
  // Reading the request
  bad_input: { number: 990400, status: 400, text: '{reason}' },
  body_not_json: { number: 60003, status: 400, text: 'The body is not a JSON object.' },
  body_too_large: { number: 60002, status: 413, text: 'The body is larger than {allowed} bytes.' },
  unknown_command: { number: 60009, status: 404, text: 'There is no command of this name.' },
  bad_url: { number: 60002, status: 400, text: 'The address cannot be read.' },

  // Who is calling
  not_signed_in: { number: 990401, status: 401, text: 'Sign in first.' },
  wrong_credentials: { number: 990402, status: 401, text: 'E-mail address and password do not match.' },
  wrong_password: { number: 990403, status: 403, text: 'This is not the present password.' },
  weak_password: { number: 990404, status: 400, text: 'A password has 10 to 128 characters.' },
  too_many_attempts: { number: 990405, status: 429, text: 'Too many attempts. Try again in {seconds} seconds.' },
  sign_up_closed: { number: 990406, status: 403, text: 'Sign-up is closed here. Ask the operator for an invitation.' },
  email_taken: { number: 990407, status: 409, text: 'There is already a person with this e-mail address.' },
  link_not_valid: { number: 990408, status: 410, text: 'This link has been used, withdrawn or is too old. Ask for a new one.' },
  foreign_origin: { number: 990409, status: 403, text: 'This call came from another site and was not carried out.' },
  not_allowed: { number: 990410, status: 403, text: 'You have no right to do this. Ask the owner of the account.' },
  invitation_limit: { number: 990412, status: 429, text: 'An account sends at most {allowed} invitations an hour. Try again later.' },
  last_owner: { number: 990411, status: 409, text: 'An account keeps its owner. Make another person owner first.' },

  // Finding things; what one may not see does not exist
  not_found: { number: 990420, status: 404, text: 'There is nothing here under this name or number.' },
  name_does_not_match: { number: 990421, status: 400, text: 'The name typed in is not the name of this app.' },
  changed_meanwhile: { number: 990422, status: 409, text: 'This app was changed meanwhile. Look again, then confirm.' },
  request_id_reused: { number: 990423, status: 409, text: 'This requestId was used before with other input.' },
  busy: { number: 990424, status: 503, text: 'Too much is happening at once. Try again.' },
  /** `outcome` is `nothing` or `unknown`, `advice` the same for people. */
  database_away: { number: 990425, status: 503, text: 'The database cannot be reached at the moment. {advice}' },
  /** The database says so itself, and its operator has to look. */
  database_unable: {
    number: 990439,
    status: 503,
    text: 'The database cannot do this at the moment: {reason}. Nothing was changed. Try again later, and tell the operator.',
  },
  internal: {
    number: 990500,
    status: 500,
    text: 'This did not work, and it is our fault. Nothing was changed. Number {requestId} helps whoever looks into it.',
  },
  clock_not_manual: { number: 990426, status: 409, text: 'The clock can be set only when Plenum runs with a manual clock.' },
  clock_only_forward: { number: 990427, status: 409, text: 'The clock goes only forward. It stands at {now}.' },
  clock_too_far: { number: 990429, status: 409, text: 'The clock moves at most ten years at once: through {furthest}.' },
  clock_busy: { number: 990428, status: 409, text: 'The clock is being moved at the moment.' },

  // Apps and plans
  app_limit: { number: 990430, status: 409, text: 'An account has at most {allowed} apps. Disable and delete one first.' },
  app_key_limit: { number: 990431, status: 409, text: 'An app has at most {allowed} keys. Remove one first.' },
  app_key_last: { number: 990432, status: 409, text: 'An app keeps at least one key. Add the new one first.' },
  app_admin_limit: { number: 990433, status: 409, text: 'An app has at most {allowed} administrators.' },
  app_admin_last: { number: 990434, status: 409, text: 'An app keeps at least one administrator.' },
  api_key_limit: { number: 990435, status: 409, text: 'An account has at most {allowed} API keys. Revoke one first.' },
  tag_gives_access: {
    number: 990437,
    status: 403,
    text: 'By the tag {tag} this app is given to people or API keys, or taken from them, and they have more than you can give. Ask the owner.',
  },
  person_limit: { number: 990436, status: 409, text: 'An account has at most {allowed} persons and open invitations.' },
  custom_field_limit: {
    number: 990456,
    status: 409,
    text: 'An app has at most {allowed} fields of this level. A field cannot be removed.',
  },
  custom_field_taken: { number: 990457, status: 409, text: 'There is a field {key} already: {reason}.' },
  custom_field_types_invalid: { number: 990462, status: 400, text: 'The group types of {key} are refused: {rule}.' },
  custom_field_key_invalid: { number: 990458, status: 400, text: 'The name of a field of this level has {rule}.' },
  upgrade_only_from_free: { number: 990440, status: 409, text: 'Only an app on Free can be upgraded. Use Modify feature configuration.' },
  upgrade_first: { number: 990441, status: 409, text: 'This is possible on Pro and Ultimate. Upgrade first.' },
  no_return_to_free: { number: 990442, status: 409, text: 'There is no way back to Free. To use Free again, create a new app.' },
  return_not_accepted: { number: 990443, status: 400, text: 'Confirm that this app can never return to Free.' },
  loss_not_accepted: { number: 990444, status: 400, text: 'Confirm that messages older than {days} days will be lost.' },
  nothing_to_change: { number: 990445, status: 409, text: 'Nothing to confirm: this is the present configuration.' },
  already_modified_this_month: {
    number: 990446,
    status: 409,
    text: 'An app is modified once in a calendar month. Used on {usedOn}. Possible again on {possibleOn}.',
  },
  already_set_this_month: {
    number: 990447,
    status: 409,
    text: 'The storage period is changed once in a calendar month. Used on {usedOn}. Possible again on {possibleOn}.',
  },
  out_of_range: { number: 990448, status: 400, text: '{field} is a whole number from {min} to {max} on this plan.' },
  not_a_step: { number: 990455, status: 400, text: '{field} is one of {steps} on this plan.' },
  not_on_this_plan: { number: 990449, status: 409, text: '{field} cannot be set to this value on this plan.' },
  app_not_disabled: { number: 990450, status: 409, text: 'Only a disabled app can be enabled or deleted.' },
  app_not_enabled: { number: 990451, status: 409, text: 'This app is not enabled.' },
  recovery_over: { number: 990452, status: 410, text: 'More than 90 days have passed. This app cannot be recovered.' },
  app_deleted: { number: 990453, status: 410, text: 'This app was deleted.' },
  rate_unknown: { number: 990459, status: 400, text: 'There is no rate of the name {name}. What there is stands in the details.' },
  account_overdue: { number: 990454, status: 409, text: 'This account owes {owed}. Plans can be changed once it is paid.' },

  entry_reversed: { number: 990460, status: 409, text: 'This entry was reversed before.' },
  bill_waits: { number: 990470, status: 409, text: 'The bill for {month} of this account comes first: it is parked, too.' },
  bill_not_computable: { number: 990471, status: 409, text: 'This bill cannot be computed: {reason}.' },
  endpoint_limit: { number: 990480, status: 409, text: 'There are at most {allowed} endpoints here. Remove one first.' },
  entry_not_reversible: { number: 990461, status: 409, text: 'Only top-ups, and vouchers that have not ended, can be reversed.' },

  // The public dialect: gateway
  app_unknown: { number: 60006, status: 404, text: 'This SDKAppID is not known.' },
  app_id_missing: { number: 60012, status: 400, text: 'sdkappid is missing from the address.' },
  app_disabled: { number: 60016, clientNumber: -10112, status: 409, text: 'This app is disabled.' },
  app_suspended: {
    number: 60020,
    clientNumber: -10108,
    status: 409,
    text: 'The service of this app is suspended because its account is overdue.',
  },
  administrator_needed: { number: 60010, status: 403, text: 'identifier is not an administrator of this app.' },
  rate_limit: { number: 60007, status: 429, text: 'More than {allowed} calls of this command in a second.' },
  identifier_wrong: { number: 60004, status: 400, text: 'identifier is missing or not a UserID.' },
  user_id_not_text: { number: 60015, status: 400, text: '{field} is a UserID and must be a JSON string.' },

  // UserSig
  usersig_expired: { number: 70001, status: 401, text: 'The UserSig has expired.' },
  usersig_empty: { number: 70002, status: 401, text: 'The UserSig is empty.' },
  usersig_malformed: { number: 70003, status: 401, text: 'The UserSig cannot be read: {reason}.' },
  usersig_faulty: { number: 70005, status: 401, text: 'The UserSig was read, but what it says is faulty: {reason}.' },
  usersig_wrong_key: { number: 70009, status: 401, text: 'The UserSig was not made with a key of this app.' },
  usersig_other_user: { number: 70013, status: 401, text: 'The UserSig was made for another UserID.' },
  usersig_other_app: { number: 70014, status: 401, text: 'The UserSig was made for another SDKAppID.' },
  usersig_revoked: { number: 70052, status: 401, text: 'The UserSig was made before the user was forced offline. Make a new one.' },

  // Accounts of the app
  user_unknown: { number: 70107, status: 404, text: 'The account {userId} does not exist.' },
  user_id_taken: { number: 990465, status: 409, text: 'There is an account {userId} already.' },
  user_is_administrator: { number: 70114, status: 409, text: '{userId} is an administrator of the app. Take the rights first.' },
  profile_value_too_long: { number: 40601, status: 400, text: '{field} has more than {allowed} bytes.' },
  profile_field_unknown: { number: 40009, status: 400, text: 'There is no field {field}; fields of your own are declared first.' },
  profile_field_forbidden: { number: 40008, status: 403, text: 'A user cannot set {field}.' },
  profile_value_invalid: { number: 40605, status: 400, text: '{field} cannot have this value.' },
  profile_type_invalid: { number: 40610, status: 400, text: '{field} is {expected}.' },
  connection_calls: {
    number: 990480,
    status: 429,
    text: 'One connection makes at most {allowed} calls in a second, and {atOnce} at once.',
  },
  user_status_not_enabled: { number: 72001, status: 409, text: 'The status of users is not switched on for this app.' },
  daily_user_limit: { number: 72000, status: 409, text: 'The free edition has at most {allowed} daily active users.' },
  user_limit: { number: 70398, status: 409, text: 'The free edition has at most {allowed} accounts.' },
  user_deletion_not_on_plan: { number: 71000, status: 409, text: 'Only accounts of free-edition apps can be deleted.' },

  message_file_not_there: {
    number: 1004,
    status: 404,
    text: 'Nothing was said in this hour, or its file is not there yet: it comes an hour after the hour has ended.',
  },
  message_file_expired: { number: 1005, status: 410, text: 'Files of messages are kept for {days} days.' },
  mute_time_missing: {
    number: 130008,
    status: 400,
    text: 'C2CmsgNospeakingTime or GroupmsgNospeakingTime is missing: say for which messages, and how long.',
  },

  // Groups of the app
  too_many_items: { number: 10005, status: 400, text: '{field} has more than {allowed} entries.' },
  group_daily_growth_limit: { number: 10006, status: 409, text: 'At most {allowed} groups a day, net of those disbanded.' },
  group_not_supported: { number: 10007, status: 409, text: 'A group of this type does not support this, or the caller may not do it.' },
  group_unknown: { number: 10010, status: 404, text: 'The group does not exist or was disbanded.' },
  group_full: { number: 10014, clientNumber: 8507, status: 409, text: 'The group is full: at most {allowed} members.' },
  group_id_invalid: { number: 10015, status: 400, text: 'The group ID is not valid: {reason}.' },
  group_user_unknown: { number: 10019, status: 404, text: 'The account {userId} does not exist.' },
  group_id_taken: { number: 10021, status: 409, text: 'The group ID is taken.' },
  group_id_yours: { number: 10025, status: 409, text: 'The group ID is taken by a group of the same owner.' },
  group_answer_too_large: { number: 10018, status: 409, text: 'The answer would be larger than 1 MB. Ask for less.' },
  join_time_invalid: { number: 10004, status: 400, text: 'JoinTime lies before the creation of the group or in the future.' },
  group_time_invalid: { number: 10004, status: 400, text: 'CreateTime lies in the future.' },
  group_type_fixed: {
    number: 10007,
    status: 403,
    text: 'The type of a group stays, unless the operator allows the app to change it among Work, Public and Meeting.',
  },
  not_a_member: { number: 10007, status: 409, text: '{userId} is not a member of the group.' },
  owner_role_stays: { number: 10007, status: 409, text: '{userId} owns the group. Make another member its owner first.' },
  group_not_allowed: { number: 10007, status: 403, text: 'The role of the user in the group does not allow this.' },
  join_not_allowed: { number: 10007, status: 403, text: 'Nobody may apply to join this group.' },
  owner_may_not_leave: { number: 10009, status: 409, text: 'The owner cannot leave the group. Make another member its owner first.' },
  application_unknown: { number: 10010, status: 404, text: 'There is no such application, or it is not kept any more.' },
  application_answered: { number: 10024, status: 409, text: 'The application was answered before.' },
  custom_field_forbidden: { number: 10007, status: 403, text: 'The field {key} cannot be written by a user in this role.' },
  custom_field_unknown: { number: 10004, status: 400, text: '{key} is no custom field that was declared here.' },
  custom_value_too_long: { number: 10004, status: 400, text: 'The value of {key} has more than {allowed} bytes.' },
  av_group_limit: { number: 10036, status: 409, text: 'The plan allows at most {allowed} audio-video groups.' },
  user_group_limit: { number: 10037, status: 409, text: '{userId} is in as many groups as the plan allows: {allowed}.' },
  group_member_limit: { number: 10038, status: 409, text: 'The plan allows at most {allowed} members in a group.' },
  group_limit: { number: 10058, status: 409, text: 'The free edition has at most {allowed} groups.' },
  group_message_no_history: { number: 10044, status: 409, text: 'A group of this type keeps no messages.' },
  sender_unknown: { number: 10004, status: 404, text: 'From_Account: the account {userId} does not exist.' },
  receiver_unknown: { number: 90012, status: 404, text: 'To_Account: the account {userId} does not exist.' },
  peer_unknown: { number: 90003, status: 404, text: 'The account {userId} does not exist.' },
  message_time_invalid: {
    number: 10004,
    status: 400,
    text: 'The time lies before the newest message, before the group, past the storage period, or in the future.',
  },
  // Said by the app itself, through its callbacks
  group_callback_refused: { number: 10016, status: 409, text: 'The callback of the app refused this.' },
  message_callback_refused: { number: 20006, status: 409, text: 'The callback of the app refused this message.' },
  callback_unanswered: {
    number: 80003,
    status: 503,
    text: 'The callback of the app did not answer in time, and the app goes on only with an answer.',
  },
  /** With a number of the app's own, which stands in the details as `number`. */
  refused_by_app: { number: 10100, status: 409, text: '{text}' },
  callbacks_not_set: { number: 990481, status: 409, text: 'Set the callback URL first.' },

  sender_muted: { number: 10017, status: 409, text: '{userId} is muted, or the whole group is.' },
  too_many_mentions: { number: 10053, status: 400, text: 'A message mentions at most {allowed} members.' },
  message_body_not_array: { number: 90007, status: 400, text: 'MsgBody is not an array.' },
  message_life_too_long: { number: 90026, status: 400, text: 'MsgLifeTime is at most {allowed} seconds.' },
  message_key_invalid: { number: 90054, status: 400, text: 'MsgKey has the form MsgSeq_MsgRandom_MsgTime.' },
  sender_blocked: { number: 20007, status: 409, text: 'The receiver does not want messages of the sender.' },
  not_friends: { number: 20009, status: 409, text: 'Only friends write to each other in this app, and {userId} is none.' },
  direct_sender_muted: { number: 20012, status: 409, text: '{userId} is muted by the app.' },
  recall_time_over: { number: 20016, status: 409, text: 'A message can be recalled within {allowed} seconds.' },
  message_changed: { number: 20028, clientNumber: 2480, status: 409, text: 'The message was changed meanwhile.' },
  message_unknown: { number: 20022, status: 404, text: 'There is no such message, or it is past the storage period.' },
  message_recalled: { number: 20023, status: 409, text: 'The message was recalled before.' },
  group_message_unknown: {
    number: 10030,
    status: 404,
    text: 'There is no such message, or it was recalled or is past the storage period.',
  },
  group_recall_time_over: { number: 10031, status: 409, text: 'A message can be recalled within {allowed} seconds.' },
  group_message_not_recallable: { number: 10032, status: 409, text: 'What the service tells by itself cannot be recalled.' },
  group_recall_not_supported: { number: 10033, status: 409, text: 'Messages of a group of this type cannot be recalled.' },
  message_too_long: { number: 80002, status: 413, text: 'The message has more than {allowed} bytes.' },
  top_plan_needed: { number: 10059, status: 409, text: 'This is possible on Ultimate.' },
  attribute_key_too_long: { number: 10045, status: 400, text: 'The key {key} of an attribute has more than {allowed} bytes.' },
  attribute_value_too_long: { number: 10046, status: 400, text: 'The value of the attribute {key} has more than {allowed} bytes.' },
  attribute_limit: { number: 10047, status: 409, text: 'A group has at most {allowed} attributes.' },
  attribute_bytes_limit: { number: 10048, status: 409, text: 'The values of all attributes of a group have at most {allowed} bytes.' },
  attribute_rate_limit: { number: 10049, status: 429, text: 'More than {allowed} changes of attributes of this group in a second.' },
  attribute_unknown: { number: 10050, status: 404, text: 'The group has no attribute of this key.' },
  counter_limit: { number: 10063, status: 409, text: 'A group has at most {allowed} counters.' },
  counter_out_of_range: { number: 10004, status: 400, text: 'The counter {key} would leave the range of 64 bits.' },
  receipt_group_too_large: { number: 10060, status: 409, text: 'Read receipts are for groups of at most {allowed} members.' },
  receipt_online_only: { number: 10061, status: 400, text: 'A message that is delivered to whoever is online only has no receipt.' },
  receipt_unknown: { number: 10062, status: 404, text: 'There is no receipt of this message.' },
  extensions_not_on_plan: { number: 10008, status: 409, text: 'Messages have extensions on Ultimate.' },
  extensions_not_supported: { number: 23002, status: 409, text: 'The message was sent without support of extensions.' },
  extension_changed: { number: 23001, status: 409, text: 'The extension {key} was changed meanwhile.' },
  extension_rate_limit: { number: 23003, status: 429, text: 'More than {allowed} changes of the extensions of this message in a minute.' },
  extension_message_unknown: { number: 23004, status: 404, text: 'The message does not exist.' },
  extension_unknown: { number: 23004, status: 404, text: 'The message has no extension of this key.' },
  extension_limit: { number: 10004, status: 409, text: 'A message has at most {allowed} extensions.' },
  reaction_limit: { number: 23005, status: 409, text: 'A message has at most {allowed} different reactions.' },
  reaction_user_limit: { number: 23006, status: 409, text: 'At most {allowed} users react to a message in the same way.' },
  reaction_given: { number: 23007, status: 409, text: 'The user has reacted to the message in this way already.' },
  reaction_unknown: { number: 23008, status: 404, text: 'Nobody has reacted to the message in this way.' },
  reaction_not_given: { number: 23009, status: 404, text: 'The user has not reacted to the message in this way.' },
  pin_limit: { number: 10070, status: 409, text: 'At most {allowed} messages are pinned in a group. Unpin one first.' },
  message_pinned: { number: 10071, status: 409, text: 'The message is pinned already.' },
  community_limit: { number: 11000, status: 409, text: 'The plan allows at most {allowed} communities.' },
  topic_unknown: { number: 10010, status: 404, text: 'The topic does not exist.' },
  topic_id_invalid: { number: 10015, status: 400, text: 'The topic ID is not valid: {reason}.' },
  topic_id_taken: { number: 10021, status: 409, text: 'The topic ID is taken.' },
  topic_id_yours: { number: 10025, status: 409, text: 'The topic ID is taken by a topic of the same user.' },
  topic_limit: { number: 10037, status: 409, text: 'A community has at most {allowed} topics.' },
  topic_deletion_failed: { number: 110002, status: 409, text: 'The topic does not belong to this community.' },
  topic_deleted: { number: 110003, status: 410, text: 'The topic does not exist any more.' },
  av_mark_invalid: { number: 10004, status: 400, text: 'A mark is 500, 600, or a number from {min} on.' },
  av_group_banned: { number: 10007, status: 409, text: 'The user is banned from this group until {until}.' },
  av_group_not_joined: { number: 10007, status: 409, text: 'Join the group first.' },
  av_group_joined_limit: { number: 10037, status: 409, text: 'One connection is in at most {allowed} audio-video groups.' },
  av_mark_limit: { number: 10004, status: 409, text: 'An audio-video group has at most {allowed} different marks.' },
  av_marked_limit: { number: 10004, status: 409, text: 'At most {allowed} users of an audio-video group have the mark {mark}.' },
  community_not_enabled: { number: 11000, status: 409, text: 'Communities are not enabled for this app.' },

  // Friends
  friend_self: { number: 30001, status: 400, text: 'Nobody is a friend of their own, or on their own blocklist.' },
  friend_field_invalid: { number: 30001, status: 400, text: '{field} is too long, not declared, or not of the documented form.' },
  friend_asking_forbidden: { number: 30009, status: 403, text: 'This account may not ask for friends.' },
  friend_limit: { number: 30010, status: 409, text: 'The list of friends is full.' },
  friend_lists_limit: { number: 30011, status: 409, text: 'There are as many lists of friends as there may be.' },
  friend_requests_limit: { number: 30012, status: 409, text: 'Too many requests wait for the consent of the other.' },
  blocklist_full: { number: 30013, status: 409, text: 'The blocklist is full.' },
  friend_limit_of_other: { number: 30014, status: 409, text: 'The list of friends of the other is full.' },
  blocked_by_self: { number: 30515, status: 409, text: 'The other is on the own blocklist.' },
  friends_denied: { number: 30516, status: 409, text: 'The other takes no friends.' },
  blocked_by_other: { number: 30525, status: 409, text: 'The account is on the blocklist of the other.' },
  friend_consent_needed: { number: 30539, status: 202, text: 'The other has been asked for consent.' },
  already_blocked: { number: 30001, status: 409, text: 'The other is on the blocklist already.' },
  friend_request_unknown: { number: 30614, status: 404, text: 'There is no such request.' },
  friend_list_unknown: { number: 30001, status: 404, text: 'There is no list of friends of this name.' },
  friend_list_taken: { number: 30001, status: 409, text: 'There is a list of friends of this name already.' },
  not_a_friend: { number: 31704, status: 404, text: 'The other is not in the list of friends.' },

  // Conversations, their groups and marks
  contact_count_wrong: { number: 51006, status: 400, text: 'A request names 1 to {allowed} conversations.' },
  contact_unresolved: { number: 51007, status: 404, text: 'There is no group of this ID.' },
  contact_mark_limit: { number: 51008, status: 409, text: 'At most {allowed} conversations are marked, and as many are in one group.' },
  contact_group_unknown: { number: 51009, status: 404, text: 'There is no group of conversations of this name.' },
  contact_group_limit: { number: 51010, status: 409, text: 'A user has at most {allowed} groups of conversations.' },
  contact_group_name_too_long: { number: 51011, status: 400, text: 'The name of a group of conversations has at most {allowed} bytes.' },
  contact_group_name_taken: { number: 50002, status: 409, text: 'The user has a group of conversations of this name already.' },

  // Pushes to all users
  push_tags_repeated: { number: 90022, status: 400, text: 'A condition names a tag twice.' },
  push_life_invalid: { number: 90026, status: 400, text: 'MsgLifeTime is 0 to {allowed} seconds.' },
  push_attribute_length: { number: 90030, status: 400, text: 'A name or a value of an attribute has 1 to {allowed} bytes.' },
  push_tags_too_many: { number: 90032, status: 409, text: 'At most 10 tags in a call or a list of a condition, and 100 of one user.' },
  push_attribute_invalid: { number: 90033, status: 400, text: 'There is no attribute of this number or name, or two have one name.' },
  push_tag_too_long: { number: 90034, status: 400, text: 'A tag has at most {allowed} bytes.' },
  push_condition_mixed: { number: 90039, status: 400, text: 'A condition names either attributes or tags.' },
  push_tag_empty: { number: 90040, status: 400, text: 'A tag is empty, or a list of tags is.' },
  push_not_enabled: { number: 90045, status: 409, text: 'Pushes to all users are possible on Ultimate.' },
  push_daily_limit: { number: 90047, status: 409, text: 'At most {allowed} pushes a day.' },
} as const satisfies Record<string, { number: number; clientNumber?: number; status: number; text: string }>

export type RefusalCode = keyof typeof refusals

/** An answer the caller can understand. Anything else that is thrown is our mistake. */
export class Refusal extends Error {
  readonly code: RefusalCode
  readonly details: Record<string, unknown>

  constructor(code: RefusalCode, details: Record<string, unknown> = {}) {
    super(refusalText(code, details))
    this.code = code
    this.details = details
  }
}

export function refusalText(code: RefusalCode, details: Record<string, unknown>): string {
  const word = (value: unknown) => (Array.isArray(value) ? value.join(', ') : String(value))
  return refusals[code].text.replace(/\{(\w+)\}/g, (_, name: string) => word(details[name] ?? name))
}
