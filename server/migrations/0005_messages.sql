-- Messages of groups. The whole way of a batch stands in server/src/features/messages/README.md.

-- Every group has one from its creation to its end. Not the group's row: this one changes with every message.
create table conversations (
  id bigint generated always as identity primary key,
  app_id bigint not null references apps,
  group_id text collate "C" not null,
  -- Audio-video groups deliver and keep nothing.
  keeps_messages boolean not null,
  -- 0 before the first message. Numbers have no gaps.
  last_sequence bigint not null default 0,
  last_at timestamptz,
  unique (app_id, group_id)
) with (fillfactor = 50);

insert into conversations (app_id, group_id, keeps_messages) select app_id, id, type <> 'AVChatRoom' from groups;

-- What a disbanded group leaves behind goes in portions; a new group of the same id has another conversation.
create table ended_conversations (
  id bigint primary key,
  ended_at timestamptz not null
);
create index ended_conversations_age on ended_conversations (ended_at);

-- One part for each calendar month (UTC).
create table messages (
  conversation_id bigint not null,
  sequence bigint not null check (sequence > 0),
  app_id bigint not null,
  -- Never earlier than that of the message before it in the conversation.
  at timestamptz not null,
  day date not null,
  sender_id text collate "C" not null,
  random bigint not null,
  -- 1 high, 2 normal, 3 low, 4 lowest.
  priority smallint not null,
  body json not null,
  cloud_custom_data text not null,
  -- Mentions, receivers and how it is shown: what only the few messages that have it need.
  extra json,
  primary key (conversation_id, sequence, at)
) partition by range (at);
create index messages_of_day on messages (app_id, day);

-- The parts there are. Beside the catalog, so that a restore knows what to make before the rows come.
create table message_months (
  month date primary key check (extract(day from month) = 1)
);

-- The days of which an app may still have messages.
create table message_days (
  app_id bigint not null,
  day date not null,
  primary key (app_id, day)
);
create index message_days_in_order on message_days (day);

-- A sender who tries again after a lost answer must not speak twice. Forgotten after the window.
create table message_requests (
  conversation_id bigint not null,
  sender_id text collate "C" not null,
  random bigint not null,
  -- 0: it was delivered and not kept.
  sequence bigint not null,
  at timestamptz not null,
  primary key (conversation_id, sender_id, random)
);
create index message_requests_age on message_requests (at);

create function message_month_table(the_month date) returns text language sql immutable as $$
  select 'messages_' || to_char(the_month, 'YYYY_MM')
$$;

-- Any number of callers at once; none of them stops those who write. A part is made beside and attached: made as a part it would lock all.
create function make_message_month(the_month date) returns void language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtext('message months'));
  if to_regclass(message_month_table(the_month)) is null then
    execute format('create table %I (like messages including all)', message_month_table(the_month));
    execute format(
      'alter table messages attach partition %I for values from (%L) to (%L)',
      message_month_table(the_month), the_month::timestamp at time zone 'UTC', (the_month + interval '1 month')::timestamp at time zone 'UTC'
    );
  end if;
  insert into message_months values (the_month) on conflict do nothing;
end $$;

-- False: somebody reads or writes for long. It is tried again; a lock that waits would make everybody wait behind it.
create function drop_message_month(the_month date) returns boolean language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtext('message months'));
  perform set_config('lock_timeout', '500ms', true);
  execute format('drop table if exists %I', message_month_table(the_month));
  delete from message_months where month = the_month;
  return true;
exception when lock_not_available then
  return false;
end $$;

-- Writes a batch and commits by itself. One row for each message in the order given, with what became of it:
-- sent (kept under a number), passed (to be delivered only), duplicate (the answer of the first), or why it was not written.
-- Locks: apps by id, then conversations by id. Every statement sees what was committed before it, so what stands after the locks is
-- decided from what is true under them. The plan outlives the size of the tables: every look-up goes by its key (a join planned while
-- message_requests was empty read all of it for each message).
create function send_messages(
  app_ids bigint[], revisions bigint[], group_ids text[], senders text[], randoms bigint[], moments timestamptz[], days date[],
  priorities smallint[], bodies text[], custom_data text[], extras text[], keeps boolean[], for_members boolean[], by_administrators boolean[],
  duplicate_window interval
) returns table (place bigint, outcome text, sequence bigint, at timestamptz)
language plpgsql set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set enable_bitmapscan = off set enable_material = off as $$
#variable_conflict use_column
begin
  perform from apps where id = any(app_ids) order by id for key share;
  perform from conversations
  join (select distinct * from unnest(app_ids, group_ids) as named (app_id, group_id)) as named
    on conversations.app_id = named.app_id and conversations.group_id = named.group_id
  order by conversations.id for update of conversations;

  return query
  with given as (
    select * from unnest(
      app_ids, revisions, group_ids, senders, randoms, moments, days, priorities, bodies, custom_data, extras, keeps, for_members, by_administrators
    ) with ordinality as given (
      app_id, revision, group_id, sender_id, random, at, day, priority, body, cloud_custom_data, extra, keep, for_members, by_administrator, place
    )
  ), judged as materialized (
    select
      given.*, conversations.id as conversation_id, conversations.last_sequence, conversations.last_at,
      given.keep and conversations.keeps_messages as kept, earlier.sequence as earlier_sequence, earlier.at as earlier_at,
      case
        when apps.revision is distinct from given.revision then 'stale'
        when conversations.id is null then 'group_unknown'
        when not by_administrator and im_users.user_id is null then 'sender_unknown'
        when for_members and not keeps_messages then 'not_supported'
        when mute_all and not by_administrator and owner_id is distinct from given.sender_id and coalesce(role, 'Member') = 'Member' then 'muted'
      end as obstacle
    from given
    left join apps on apps.id = given.app_id
    left join conversations on conversations.app_id = given.app_id and conversations.group_id = given.group_id
    left join groups on groups.app_id = given.app_id and groups.id = given.group_id
    left join im_users on im_users.app_id = given.app_id and im_users.user_id = given.sender_id
    left join group_members
      on mute_all and group_members.app_id = given.app_id and group_members.group_id = given.group_id and group_members.user_id = given.sender_id
    left join lateral (
      select sequence, at from message_requests
      where conversation_id = conversations.id and sender_id = given.sender_id and random = given.random
        and at + duplicate_window > given.at
      offset 0
    ) as earlier on true
  ), turned as (
    select
      *, obstacle is null and earlier_sequence is null
        and row_number() over (partition by conversation_id, sender_id, random, obstacle is null order by place) = 1 as is_new
    from judged
  ), reached as (
    select
      *,
      case when kept then last_sequence + count(*) filter (where is_new and kept) over in_order else 0 end as new_sequence,
      greatest(last_at, max(at) filter (where is_new) over in_order) as new_at
    from turned
    window in_order as (partition by conversation_id order by place)
  ), numbered as materialized (
    select
      *,
      first_value(new_sequence) over same as answered_sequence,
      first_value(new_at) over same as answered_at
    from reached
    window same as (partition by conversation_id, sender_id, random, obstacle is null order by place)
  ), stored as (
    insert into messages (conversation_id, sequence, app_id, at, day, sender_id, random, priority, body, cloud_custom_data, extra)
    select conversation_id, new_sequence, app_id, new_at, day, sender_id, random, priority, body::json, cloud_custom_data, extra::json
    from numbered where is_new and kept
  ), remembered as (
    insert into message_requests (conversation_id, sender_id, random, sequence, at)
    select conversation_id, sender_id, random, new_sequence, new_at from numbered where is_new
    on conflict (conversation_id, sender_id, random) do update set sequence = excluded.sequence, at = excluded.at
  ), counted as (
    update conversations set last_sequence = newest.sequence, last_at = newest.at
    from (
      select conversation_id, max(new_sequence) as sequence, max(new_at) as at from numbered where is_new and kept group by conversation_id
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
