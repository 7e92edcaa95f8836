-- Reactions of users to messages, and messages that are pinned in groups. They go with their message (im/messages/remove-messages.ts).

create table message_reactions (
  conversation_id bigint not null,
  sequence bigint not null,
  reaction_id text collate "C" not null check (octet_length(reaction_id) between 1 and 128),
  user_id text collate "C" not null,
  -- In the order of reacting.
  number bigint not null generated always as identity,
  app_id bigint not null,
  -- Of the message.
  day date not null,
  primary key (conversation_id, sequence, reaction_id, user_id)
);
create unique index message_reactions_in_order on message_reactions (conversation_id, sequence, reaction_id, number) include (user_id);
create index message_reactions_of_day on message_reactions (app_id, day);
create index message_reactions_of_user on message_reactions (app_id, user_id);

-- The last change of the reactions to a message, among the changes of its conversation.
create table message_reaction_changes (
  conversation_id bigint not null,
  sequence bigint not null,
  change bigint not null,
  app_id bigint not null,
  day date not null,
  primary key (conversation_id, sequence)
);
create index message_reaction_changes_in_order on message_reaction_changes (conversation_id, change);
create index message_reaction_changes_of_day on message_reaction_changes (app_id, day);

create table message_pins (
  conversation_id bigint not null,
  sequence bigint not null,
  operator_id text collate "C" not null,
  pinned_at timestamptz not null,
  app_id bigint not null,
  day date not null,
  primary key (conversation_id, sequence)
);
create index message_pins_of_day on message_pins (app_id, day);

-- A user reacts to a message, or takes that back; commits by itself, so that many who react at once hold the message no round trip long.
-- problem: why nothing was written, a code of contract/src/refusals.ts or 'stale'. Otherwise the number of the change, what there is of
-- reactions to the message now, and who were the first of this one.
-- Locks: the app, the message, its conversation. Every statement sees what was committed before it.
create function change_reaction(
  the_app bigint, the_revision bigint, the_conversation bigint, the_sequence bigint, the_moment timestamptz, the_user text, the_reaction text,
  adding boolean, kinds_max int, users_max int, first_max int, the_time timestamptz
) returns table (problem text, change bigint, reactions json, first_users json)
language plpgsql set plan_cache_mode = force_generic_plan set enable_seqscan = off as $$
#variable_conflict use_column
declare
  the_day date;
  given record;
begin
  perform from apps where id = the_app and revision = the_revision for key share;
  if not found then problem := 'stale'; return next; return; end if;
  perform from im_users where app_id = the_app and user_id = the_user;
  if not found then problem := 'sender_unknown'; return next; return; end if;
  select day into the_day from messages
  where conversation_id = the_conversation and sequence = the_sequence and at = the_moment and recalled_at is null for update;
  if not found then problem := 'gone'; return next; return; end if;

  select
    count(distinct reaction_id) as kinds, count(*) filter (where reaction_id = the_reaction) as users,
    coalesce(bool_or(reaction_id = the_reaction and user_id = the_user), false) as mine
  into given
  from message_reactions where conversation_id = the_conversation and sequence = the_sequence;
  problem := case
    when adding and given.mine then 'reaction_given'
    when adding and given.users = 0 and given.kinds >= kinds_max then 'reaction_limit'
    when adding and given.users >= users_max then 'reaction_user_limit'
    when not adding and given.users = 0 then 'reaction_unknown'
    when not adding and not given.mine then 'reaction_not_given'
  end;
  if problem is not null then return next; return; end if;

  update conversations set change = change + 1, changed_at = the_time where id = the_conversation returning conversations.change into change;
  if not found then problem := 'gone'; return next; return; end if;
  if adding then
    insert into message_reactions (conversation_id, sequence, reaction_id, user_id, app_id, day)
    values (the_conversation, the_sequence, the_reaction, the_user, the_app, the_day);
  else
    delete from message_reactions
    where conversation_id = the_conversation and sequence = the_sequence and reaction_id = the_reaction and user_id = the_user;
  end if;
  insert into message_reaction_changes (conversation_id, sequence, change, app_id, day)
  values (the_conversation, the_sequence, change_reaction.change, the_app, the_day)
  on conflict (conversation_id, sequence) do update set change = excluded.change;

  select coalesce(json_agg(json_build_object('reactionId', reaction_id, 'count', users) order by first), '[]') into reactions
  from (
    select reaction_id, count(*) as users, min(number) as first from message_reactions
    where conversation_id = the_conversation and sequence = the_sequence group by reaction_id
  ) as kinds;
  select coalesce(json_agg(json_build_object('userId', user_id, 'nick', nick, 'faceUrl', face_url) order by number), '[]') into first_users
  from (
    select user_id, number from message_reactions
    where conversation_id = the_conversation and sequence = the_sequence and reaction_id = the_reaction order by number limit first_max
  ) as first
  join im_users using (user_id) where im_users.app_id = the_app;
  return next;
end $$;
