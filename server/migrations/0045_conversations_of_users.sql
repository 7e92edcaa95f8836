-- How users have their conversations, and what becomes of messages after they were said.

alter table conversations
  -- Counts recalled and rewritten messages: a client that has seen the one and not the next asks for what it missed.
  add column change bigint not null default 0,
  add column changed_at timestamptz;

-- The last change of this message.
alter table messages add column change bigint;
create index messages_changed on messages (conversation_id, change) where change is not null;

alter table direct_sides
  add column pinned_at timestamptz,
  -- When it was read last, for clients that come back.
  add column read_at timestamptz,
  -- As in group_members; null: what is usual.
  add column msg_flag text check (msg_flag in ('AcceptAndNotify', 'AcceptNotNotify', 'Discard'));

alter table group_members
  add column pinned_at timestamptz,
  add column read_at timestamptz;

-- How a member of a community has one of its topics. Made with the first that is to be kept.
create table topic_sides (
  app_id bigint not null,
  user_id text collate "C" not null,
  -- Of the topic.
  group_id text collate "C" not null,
  read_sequence bigint not null default 0,
  known_floor bigint not null default 0,
  cleared_sequence bigint not null default 0,
  removed_at timestamptz,
  removed_sequence bigint not null default 0,
  pinned_at timestamptz,
  read_at timestamptz,
  msg_flag text check (msg_flag in ('AcceptAndNotify', 'AcceptNotNotify', 'Discard')),
  primary key (app_id, user_id, group_id),
  foreign key (app_id, user_id) references im_users
);
create index topic_sides_of_topic on topic_sides (app_id, group_id);

-- What a user has taken out of the own view of a conversation.
create table hidden_messages (
  conversation_id bigint not null,
  user_id text collate "C" not null,
  sequence bigint not null,
  app_id bigint not null,
  -- Of the message.
  day date not null,
  primary key (conversation_id, user_id, sequence)
);
create index hidden_messages_of_day on hidden_messages (app_id, day);
create index hidden_messages_of_user on hidden_messages (app_id, user_id);
