-- Replaced: whoever is removed has said the last word when the removal is answered. What is being written waits at the conversation, and
-- what comes afterwards finds no member.
create or replace function remove_group_members(the_app bigint, the_revision bigint, the_group text, the_users text[])
returns table (group_type text, is_owner_among boolean, removed text[])
language plpgsql set enable_seqscan = off as $$
#variable_conflict use_column
declare
  locked record;
begin
  perform from apps where id = the_app and revision = the_revision for key share;
  if not found then return; end if;
  select type, coalesce(owner_id = any(the_users), false) as is_owner_among into locked
  from groups where app_id = the_app and id = the_group for update;
  group_type := locked.type;
  is_owner_among := locked.is_owner_among and locked.type <> 'Work';
  removed := '{}';
  if not found or locked.type = 'AVChatRoom' or is_owner_among then return next; return; end if;
  perform from im_users where app_id = the_app and user_id = any(the_users) order by user_id for update;

  with leaving as (
    delete from group_members where app_id = the_app and group_id = the_group and user_id = any(the_users) returning user_id
  )
  select coalesce(array_agg(user_id), '{}') into removed from leaving;
  update groups set
    member_count = member_count - cardinality(removed),
    owner_id = case when locked.is_owner_among then null else owner_id end
  where app_id = the_app and id = the_group and removed <> '{}';
  update im_users set group_count = group_count - 1 where app_id = the_app and user_id = any(removed);
  perform from conversations
  where app_id = the_app and removed <> '{}'
    and key = any(array(select id from topics where app_id = the_app and group_id = the_group) || the_group)
  order by id for update;
  return next;
end $$;

-- Replaced: what a user says is judged as that of a user. Who is no member, blocked or no friend is found out under the locks.
drop function send_messages;

-- Writes a batch and commits by itself. One row for each message in the order given, with what became of it:
-- sent (kept under a number), passed (to be delivered only), duplicate (the answer of the first), or why it was not written.
-- No two of a batch may be the same message: the lanes see to that.
--
-- app_ids: each app once. homes, keys, group_ids: each conversation once; its app as a place in app_ids; of a topic its community, null
-- between users. turns and all after it: the messages; the conversation as a place in keys. An empty array: nothing but nulls.
-- moments: seconds since 1970, between first_moment and last_moment. flags: 1 to be kept, 2 for members, 4 by an administrator, 8 imported, 16 told by the service,
-- 32 not in lists of conversations, 64 between users with a MsgSeq that was made up, 128 said by a user: a member, or 256 somebody who is present
-- where no members are stored; between users 256 only friends. days_are_known: message_days has them all.
-- client_sequence: between users, that of the message whose answer this is.
--
-- Locks: apps by id, then conversations by id. Every statement sees what was committed before it, so what stands after a lock is decided
-- from what is true under it. Plans are made once, whatever the batch, and outlive the size of the tables: every look-up goes by its key.
create function send_messages(
  app_ids bigint[], homes int[], keys text[], group_ids text[],
  turns int[], revisions bigint[], senders text[], receivers text[], client_sequences bigint[], randoms bigint[], moments float8[],
  days date[], priorities smallint[], bodies text[], custom_data text[], extras text[], flags int[],
  first_moment float8, last_moment float8, days_are_known boolean, duplicate_window interval
) returns table (outcome text, sequence bigint, at timestamptz, client_sequence bigint)
language plpgsql set plan_cache_mode = force_generic_plan
  set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set enable_bitmapscan = off set enable_material = off as $$
#variable_conflict use_column
declare
  app_revisions bigint[] := array_fill(0::bigint, array[cardinality(app_ids)]);
  -- Of each conversation. ids: 0 if there is none.
  ids bigint[] := array_fill(0::bigint, array[cardinality(keys)]);
  last_sequences bigint[] := ids;
  counts bigint[] := ids;
  floors bigint[] := ids;
  last_moments timestamptz[] := array_fill('-infinity'::timestamptz, array[cardinality(keys)]);
  listed_moments timestamptz[] := last_moments;
  creations timestamptz[] := last_moments;
  keepings boolean[] := array_fill(false, array[cardinality(keys)]);
  mute_alls boolean[] := keepings;
  mutes boolean[] := keepings;
  -- Of a community with topics: its own tells only what the service tells.
  topics_only boolean[] := keepings;
  -- Of each message. numbers: 0 of one that is not kept.
  numbers bigint[] := array_fill(0::bigint, array[cardinality(turns)]);
  written_moments timestamptz[] := array_fill(null::timestamptz, array[cardinality(turns)]);
  -- Of messages to users: those that are the same ones.
  same_sequences bigint[];
  same_moments timestamptz[];
  same_client_sequences bigint[];
  -- Nothing that was said before or after these is the same message: only these parts of the table are looked at.
  from_at timestamptz := to_timestamp(first_moment) - duplicate_window;
  to_at timestamptz := to_timestamp(last_moment) + duplicate_window;
  locked record;
  said record;
begin
  for locked in
    select place, revision from unnest(app_ids) with ordinality as named (app_id, place) join apps on id = app_id order by id for key share of apps
  loop
    app_revisions[locked.place] := locked.revision;
  end loop;
  if receivers <> '{}' then
    perform begin_direct_conversations(app_ids, app_revisions, homes, keys, turns, revisions, senders, receivers);
  end if;
  for locked in
    select
      place, conversations.id, last_sequence, last_at, keeps_messages, created_at,
      coalesce(mute_all, false)
        or kind = 'topic' and coalesce((select mute_all from topics where app_id = app_ids[home] and id = named.key), false) as mute_all,
      exists (select from group_mutes where app_id = app_ids[home] and group_mutes.group_id in (named.group_id, named.key)) as has_mutes,
      kind = 'group' and coalesce(supports_topics, false) as has_topics
    from unnest(homes, keys, group_ids) with ordinality as named (home, key, group_id, place)
    join conversations on conversations.app_id = app_ids[home] and conversations.key = named.key
    left join groups on groups.app_id = app_ids[home] and groups.id = named.group_id
    order by conversations.id for update of conversations
  loop
    ids[locked.place] := locked.id;
    last_sequences[locked.place] := locked.last_sequence;
    last_moments[locked.place] := locked.last_at;
    creations[locked.place] := locked.created_at;
    keepings[locked.place] := locked.keeps_messages;
    mute_alls[locked.place] := locked.mute_all;
    mutes[locked.place] := locked.has_mutes;
    topics_only[locked.place] := locked.has_topics;
  end loop;

  if receivers <> '{}' then
    select
      array_agg(coalesce(same.sequence, again.sequence) order by place),
      array_agg(coalesce(same.at, again.at) order by place),
      array_agg(coalesce(same.client_sequence, again.client_sequence) order by place)
    into same_sequences, same_moments, same_client_sequences
    from unnest(turns, senders, receivers, client_sequences, randoms, moments, flags) with ordinality
      as given (turn, sender_id, receiver_id, client_sequence, random, moment, flags, place)
    left join lateral (
      select sequence, at, client_sequence from messages
      where receiver_id is not null and flags & 64 = 0 and conversation_id = ids[turn] and client_sequence is not null
        and at = date_trunc('second', to_timestamp(moment)) and client_sequence = given.client_sequence and random = given.random
        and (flags & 8 > 0 or sender_id = given.sender_id)
      limit 1
    ) as same on true
    -- Whoever gave no MsgSeq cannot name a message: it is the same when all else is. Of one that was recalled the words are gone.
    left join lateral (
      select sequence, at, client_sequence from messages
      where flags & 64 > 0 and conversation_id = ids[turn] and random = given.random and is_number_made_up
        and sender_id = given.sender_id and messages.at > from_at and messages.at < to_at
        and messages.at - to_timestamp(moment) < duplicate_window and to_timestamp(moment) - messages.at < duplicate_window
        and (recalled_at is not null or body::text = bodies[place::int])
      limit 1
    ) as again on true;
  end if;

  for said in
    select
      given.*, home, known.at, earlier.sequence as earlier_sequence, earlier.at as earlier_at, flags & 1 > 0 and keepings[turn] as is_kept,
      case
        when app_revisions[home] <> revision then 'stale'
        when flags & 4 = 0 and sender.user_id is null then 'sender_unknown'
        when receiver_id is not null
          and (select true from im_users where app_id = app_ids[home] and user_id = receiver_id) is null then 'receiver_unknown'
        when ids[turn] = 0 then 'group_unknown'
        when flags & 128 > 0 and receiver_id is null and case
          when keepings[turn] then (
            select true from group_members where app_id = app_ids[home] and group_id = group_ids[turn] and user_id = sender_id
          ) is null
          else flags & 256 = 0
        end then 'not_member'
        when flags & 2 > 0 and not keepings[turn] then 'not_supported'
        when topics_only[turn] and flags & 16 = 0 then 'not_supported'
        when flags & 128 > 0 and receiver_id is not null then case
          when sender.direct_muted_until > known.at then 'muted'
          when (select true from blocks where app_id = app_ids[home] and user_id = receiver_id and blocked_id = sender_id) then 'blocked'
          when flags & 256 > 0 and (
            (select true from friends where app_id = app_ids[home] and user_id = sender_id and friend_id = receiver_id) is null
            or (select true from friends where app_id = app_ids[home] and user_id = receiver_id and friend_id = sender_id) is null
          ) then 'not_friends'
        end
        when flags & 28 > 0 or receiver_id is not null then null
        when sender.groups_muted_until > known.at then 'muted'
        when mutes[turn] and (
          select max(muted_until) from group_mutes
          where app_id = app_ids[home] and group_id in (group_ids[turn], keys[turn]) and user_id = sender_id
        ) > known.at then 'muted'
        when mute_alls[turn]
          and (select owner_id from groups where app_id = app_ids[home] and id = group_ids[turn]) is distinct from sender_id
          and coalesce((
            select role from group_members where app_id = app_ids[home] and group_id = group_ids[turn] and user_id = sender_id
          ), 'Member') = 'Member' then 'muted'
      end as obstacle
    from unnest(turns, revisions, senders, receivers, randoms, moments, flags) with ordinality
      as given (turn, revision, sender_id, receiver_id, random, moment, flags, place)
    cross join lateral (select homes[turn] as home, to_timestamp(moment) as at) as known
    left join im_users as sender on sender.app_id = app_ids[home] and sender.user_id = given.sender_id
    left join lateral (
      select sequence, at from messages
      where receiver_id is null and flags & 16 = 0 and conversation_id = ids[turn] and random = given.random and client_sequence is null
        and sender_id = given.sender_id and messages.at > from_at and messages.at < to_at
        and messages.at - known.at < duplicate_window and known.at - messages.at < duplicate_window
      limit 1
    ) as earlier on true
    order by place
  loop
    outcome := said.obstacle;
    sequence := coalesce(said.earlier_sequence, same_sequences[said.place]);
    at := coalesce(said.earlier_at, same_moments[said.place]);
    client_sequence := coalesce(same_client_sequences[said.place], client_sequences[said.place]);
    if outcome is null and said.receiver_id is null and not said.is_kept then
      select 0, message_requests.at into sequence, at from message_requests
      where conversation_id = ids[said.turn] and sender_id = said.sender_id and random = said.random
        and message_requests.at - said.at < duplicate_window and said.at - message_requests.at < duplicate_window;
    end if;
    if outcome is not null then
      null;
    elsif sequence is not null then
      outcome := 'duplicate';
    elsif said.receiver_id is null and said.flags & 8 > 0 and said.at < date_trunc('second', greatest(last_moments[said.turn], creations[said.turn])) then
      outcome := 'too_early';
    else
      sequence := 0;
      at := case when said.receiver_id is null then greatest(said.at, last_moments[said.turn]) else date_trunc('second', said.at) end;
      if said.is_kept then
        outcome := 'sent';
        sequence := last_sequences[said.turn] + 1;
        last_sequences[said.turn] := sequence;
        last_moments[said.turn] := greatest(at, last_moments[said.turn]);
        counts[said.turn] := counts[said.turn] + 1;
        if said.flags & 32 = 0 then listed_moments[said.turn] := greatest(at, listed_moments[said.turn]); end if;
        if said.flags & 8 > 0 and said.receiver_id is null then floors[said.turn] := sequence; end if;
        numbers[said.place] := sequence;
        written_moments[said.place] := at;
      else
        outcome := 'passed';
        if said.receiver_id is null then
          insert into message_requests (conversation_id, sender_id, random, at) values (ids[said.turn], said.sender_id, said.random, at)
          on conflict (conversation_id, sender_id, random) do update set at = excluded.at;
        end if;
      end if;
    end if;
    return next;
  end loop;

  insert into messages (
    conversation_id, sequence, app_id, at, day, sender_id, random, priority, body, cloud_custom_data, extra, client_sequence, system,
    is_number_made_up
  )
  select
    ids[turn], number, app_ids[homes[turn]], at, day, sender_id, random, priority, body::json, coalesce(cloud_custom_data, ''), extra::json,
    client_sequence, flags & 16 > 0, case when flags & 64 > 0 then true end
  from unnest(
    turns, numbers, written_moments, days, senders, randoms, priorities, bodies, custom_data, extras, client_sequences, flags
  ) as given (turn, number, at, day, sender_id, random, priority, body, cloud_custom_data, extra, client_sequence, flags)
  where number > 0;
  update conversations set
    last_sequence = newest.sequence,
    last_at = newest.at,
    listed_at = greatest(conversations.listed_at, nullif(newest.listed_at, '-infinity')),
    read_floor = greatest(conversations.read_floor, newest.floor)
  from unnest(ids, counts, last_sequences, last_moments, listed_moments, floors) as newest (id, count, sequence, at, listed_at, floor)
  where count > 0 and conversations.id = newest.id;
  if not days_are_known then
    insert into message_days (app_id, day)
    select distinct app_ids[homes[turn]], day from unnest(turns, numbers, days) as given (turn, number, day) where number > 0
    order by 1, 2 on conflict do nothing;
  end if;
end $$;
