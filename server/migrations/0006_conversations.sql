-- Conversations of two users and of topics beside those of groups, and what is kept of a message beside its words.

-- The group's or the topic's id; of two users both ids in order with a line end between (no id holds one).
alter table conversations rename column group_id to key;
alter table conversations
  add column kind text not null default 'group' check (kind in ('group', 'topic', 'direct')),
  -- Every member has read up to here: after an import nothing is unread.
  add column read_floor bigint not null default 0,
  -- Of the newest message that shows in lists of conversations; null before it. A Work group is active from it on.
  add column listed_at timestamptz;
update conversations set listed_at = last_at;

alter table messages
  -- MsgSeq, chosen by the sender of a message to a user: orders messages of one second. null: a message of a group.
  add column client_sequence bigint,
  -- Its words are gone then.
  add column recalled_at timestamptz,
  -- Told by the service: who joined, what was changed.
  add column system boolean not null default false;
-- Messages between users are read by time, since imported ones are older than what was there before them. Their times are whole seconds;
-- within one, MsgSeq says the order.
create index messages_in_time on messages (conversation_id, at, client_sequence, random) where client_sequence is not null;

-- One for each of the two users of a conversation, made with it.
create table direct_sides (
  app_id bigint not null,
  user_id text collate "C" not null,
  peer_id text collate "C" not null,
  conversation_id bigint not null references conversations on delete cascade,
  read_sequence bigint not null default 0,
  -- Up to here the history is gone for this user.
  cleared_sequence bigint not null default 0,
  -- Taken from the list of recent contacts; a newer message brings it back.
  removed_at timestamptz,
  primary key (app_id, user_id, peer_id)
);
create index direct_sides_of_conversation on direct_sides (conversation_id);

alter table group_members
  add column read_sequence bigint not null default 0,
  add column cleared_sequence bigint not null default 0,
  add column removed_at timestamptz,
  -- Values of declared fields by key.
  add column custom jsonb not null default '{}';
alter table groups add column custom jsonb not null default '{}';

-- A mute outlives membership: whoever leaves and comes back is still muted.
create table group_mutes (
  app_id bigint not null,
  -- Of the group, or of a topic.
  group_id text collate "C" not null,
  user_id text collate "C" not null,
  muted_until timestamptz not null,
  primary key (app_id, group_id, user_id)
);

alter table im_users
  -- Muted by the app in all groups, and towards users. The end of time: for ever.
  add column groups_muted_until timestamptz,
  add column direct_muted_until timestamptz,
  -- UserSigs made before are worth nothing for signing in.
  add column signatures_from timestamptz;

-- Fields of an app's own, declared once: they are neither renamed nor taken away.
create table custom_fields (
  app_id bigint not null references apps,
  level text not null check (level in ('user', 'friend', 'group', 'member')),
  key text collate "C" not null,
  declared_at timestamptz not null,
  primary key (app_id, level, key)
);

drop function send_messages;

-- Writes a batch and commits by itself. One row for each message in the order given, with what became of it:
-- sent (kept under a number), passed (to be delivered only), duplicate (the answer of the first), or why it was not written.
-- Locks: apps by id, then conversations by id. Every statement sees what was committed before it, so what stands after the locks is
-- decided from what is true under them. The plan outlives the size of the tables: every look-up goes by its key (a join planned while
-- message_requests was empty read all of it for each message).
-- receivers and client_sequences: null for a message of a group. group_ids: of a topic its community.
create function send_messages(
  app_ids bigint[], revisions bigint[], keys text[], group_ids text[], senders text[], receivers text[], client_sequences bigint[],
  randoms bigint[], moments timestamptz[], days date[], priorities smallint[], bodies text[], custom_data text[], extras text[],
  keeps boolean[], for_members boolean[], by_administrators boolean[], imports boolean[], systems boolean[], unlisteds boolean[],
  duplicate_window interval
) returns table (place bigint, outcome text, sequence bigint, at timestamptz)
language plpgsql set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set enable_bitmapscan = off set enable_material = off as $$
#variable_conflict use_column
begin
  perform from apps where id = any(app_ids) order by id for key share;
  -- A conversation of two users begins with their first message.
  insert into conversations (app_id, key, kind, keeps_messages)
  select distinct given.app_id, given.key, 'direct', true
  from unnest(app_ids, revisions, keys, senders, receivers) as given (app_id, revision, key, sender_id, receiver_id)
  where receiver_id is not null
    and exists (select from apps where id = given.app_id and revision = given.revision)
    and exists (select from im_users where app_id = given.app_id and user_id = sender_id)
    and exists (select from im_users where app_id = given.app_id and user_id = receiver_id)
    and not exists (select from conversations where app_id = given.app_id and key = given.key)
  order by app_id, key
  on conflict do nothing;
  perform from conversations
  join (select distinct * from unnest(app_ids, keys) as named (app_id, key)) as named
    on conversations.app_id = named.app_id and conversations.key = named.key
  order by conversations.id for update of conversations;
  -- Who comes back under an old id does not see what was said before.
  insert into direct_sides (app_id, user_id, peer_id, conversation_id, read_sequence, cleared_sequence)
  select distinct on (app_id, user_id, peer_id) side.app_id, user_id, peer_id, id, last_sequence, last_sequence
  from (
    select app_id, key, sender_id, receiver_id from unnest(app_ids, keys, senders, receivers) as given (app_id, key, sender_id, receiver_id)
    where receiver_id is not null
    union all
    select app_id, key, receiver_id, sender_id from unnest(app_ids, keys, senders, receivers) as given (app_id, key, sender_id, receiver_id)
    where receiver_id is not null
  ) as side (app_id, key, user_id, peer_id)
  join conversations on conversations.app_id = side.app_id and conversations.key = side.key
  where exists (select from im_users where im_users.app_id = side.app_id and im_users.user_id = side.user_id)
    and not exists (
      select from direct_sides as known
      where known.app_id = side.app_id and known.user_id = side.user_id and known.peer_id = side.peer_id
    )
  on conflict do nothing;

  return query
  with given as (
    select * from unnest(
      app_ids, revisions, keys, group_ids, senders, receivers, client_sequences, randoms, moments, days, priorities, bodies, custom_data,
      extras, keeps, for_members, by_administrators, imports, systems, unlisteds
    ) with ordinality as given (
      app_id, revision, key, group_id, sender_id, receiver_id, client_sequence, random, at, day, priority, body, cloud_custom_data,
      extra, keep, for_members, by_administrator, import, system, unlisted, place
    )
  ), judged as materialized (
    select
      given.*, conversations.id as conversation_id, conversations.last_sequence, conversations.last_at,
      given.keep and conversations.keeps_messages as kept, earlier.sequence as earlier_sequence, earlier.at as earlier_at,
      -- Of messages that would be the same one: an imported one is the same in either direction.
      case when import and receiver_id is not null then '' else sender_id end as speaker,
      case when receiver_id is not null then date_trunc('second', given.at) end as second,
      case
        when apps.revision is distinct from given.revision then 'stale'
        when not by_administrator and sender.user_id is null then 'sender_unknown'
        when receiver_id is not null and receiver.user_id is null then 'receiver_unknown'
        when conversations.id is null then 'group_unknown'
        when for_members and not keeps_messages then 'not_supported'
        when import and receiver_id is null and earlier.sequence is null and given.at < date_trunc('second', greatest(last_at, groups.created_at)) then 'too_early'
        when receiver_id is not null or import or system or by_administrator then null
        when mute_all and owner_id is distinct from given.sender_id and coalesce(role, 'Member') = 'Member' then 'muted'
        when sender.groups_muted_until > given.at or muted.muted_until > given.at then 'muted'
      end as obstacle
    from given
    left join apps on apps.id = given.app_id
    left join conversations on conversations.app_id = given.app_id and conversations.key = given.key
    left join groups on groups.app_id = given.app_id and groups.id = given.group_id
    left join im_users as sender on sender.app_id = given.app_id and sender.user_id = given.sender_id
    left join im_users as receiver on receiver.app_id = given.app_id and receiver.user_id = given.receiver_id
    left join group_members
      on mute_all and group_members.app_id = given.app_id and group_members.group_id = given.group_id and group_members.user_id = given.sender_id
    left join lateral (
      select max(muted_until) as muted_until from group_mutes
      where app_id = given.app_id and group_id in (given.group_id, given.key) and user_id = given.sender_id
    ) as muted on true
    left join lateral (
      select sequence, at from message_requests
      where conversation_id = conversations.id and sender_id = given.sender_id and random = given.random
        and given.receiver_id is null and at + duplicate_window > given.at and at - duplicate_window < given.at
      union all
      select sequence, at from messages
      where given.receiver_id is not null and conversation_id = conversations.id and client_sequence is not null
        and at = date_trunc('second', given.at) and client_sequence = given.client_sequence and random = given.random
        and (given.import or sender_id = given.sender_id)
      limit 1
    ) as earlier on true
  ), turned as (
    select
      *, obstacle is null and earlier_sequence is null
        and row_number() over (partition by conversation_id, speaker, random, client_sequence, second, obstacle is null order by place) = 1 as is_new
    from judged
  ), reached as (
    select
      *,
      case when kept then last_sequence + count(*) filter (where is_new and kept) over in_order else 0 end as new_sequence,
      case when receiver_id is null then greatest(last_at, max(at) filter (where is_new) over in_order) else second end as new_at
    from turned
    window in_order as (partition by conversation_id order by place)
  ), numbered as materialized (
    select
      *,
      first_value(new_sequence) over same as answered_sequence,
      first_value(new_at) over same as answered_at
    from reached
    window same as (partition by conversation_id, speaker, random, client_sequence, second, obstacle is null order by place)
  ), stored as (
    insert into messages (
      conversation_id, sequence, app_id, at, day, sender_id, random, priority, body, cloud_custom_data, extra, client_sequence, system
    )
    select
      conversation_id, new_sequence, app_id, new_at, day, sender_id, random, priority, body::json, cloud_custom_data, extra::json,
      client_sequence, system
    from numbered where is_new and kept
  ), remembered as (
    insert into message_requests (conversation_id, sender_id, random, sequence, at)
    select conversation_id, sender_id, random, new_sequence, new_at from numbered where is_new and receiver_id is null and not system
    on conflict (conversation_id, sender_id, random) do update set sequence = excluded.sequence, at = excluded.at
  ), counted as (
    update conversations set
      last_sequence = newest.sequence,
      last_at = greatest(conversations.last_at, newest.at),
      listed_at = greatest(conversations.listed_at, newest.listed_at),
      read_floor = greatest(conversations.read_floor, newest.imported_sequence)
    from (
      select
        conversation_id, max(new_sequence) as sequence, max(new_at) as at, max(new_at) filter (where not unlisted) as listed_at,
        max(new_sequence) filter (where import and receiver_id is null) as imported_sequence
      from numbered where is_new and kept group by conversation_id
    ) as newest
    where id = newest.conversation_id
  ), dated as (
    insert into message_days (app_id, day) select distinct app_id, day from numbered where is_new and kept on conflict do nothing
  )
  select
    place,
    case when obstacle is not null then obstacle when not is_new then 'duplicate' when kept then 'sent' else 'passed' end,
    coalesce(earlier_sequence, answered_sequence),
    coalesce(earlier_at, answered_at)
  from numbered order by place;
end $$;

-- Replaced: who joins has nothing unread of what was said before.
create or replace function add_group_members(
  the_app bigint, the_revision bigint, the_group text, the_users text[], groups_per_user_max int, members_max int, at timestamptz
) returns table (group_type text, member_max int, user_id text, outcome text)
language plpgsql set enable_seqscan = off as $$
#variable_conflict use_column
declare
  locked record;
  candidate record;
  places int;
  added text[] := '{}';
begin
  perform from apps where id = the_app and revision = the_revision for key share;
  if not found then return; end if;
  select type, groups.member_max, member_count into locked from groups where app_id = the_app and id = the_group for update;
  group_type := locked.type;
  member_max := locked.member_max;
  if not found or locked.type = 'AVChatRoom' then return next; return; end if;
  perform from im_users where app_id = the_app and user_id = any(the_users) order by user_id for update;

  places := least(locked.member_max, members_max) - locked.member_count;
  for candidate in
    select
      wanted.user_id, group_count,
      exists (select from group_members where app_id = the_app and group_id = the_group and user_id = wanted.user_id) as is_member
    from unnest(the_users) with ordinality as wanted (user_id, place)
    left join im_users on app_id = the_app and im_users.user_id = wanted.user_id
    order by place
  loop
    outcome := case
      when candidate.group_count is null then 'unknown'
      when candidate.is_member then 'already'
      when candidate.group_count >= groups_per_user_max then 'busy'
      when places <= 0 then 'full'
      else 'added'
    end;
    if outcome = 'added' then
      places := places - 1;
      added := added || candidate.user_id;
    end if;
    user_id := candidate.user_id;
    return next;
  end loop;
  if added = '{}' then return; end if;

  insert into group_members (app_id, group_id, user_id, joined_at, read_sequence)
  select the_app, the_group, joining, at, coalesce(last_sequence, 0)
  from unnest(added) as joining left join conversations on app_id = the_app and key = the_group;
  update groups set member_count = member_count + cardinality(added) where app_id = the_app and id = the_group;
  update im_users set group_count = group_count + 1 where app_id = the_app and user_id = any(added);
end $$;
