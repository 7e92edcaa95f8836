-- Communities with topics, who has read a message, and extensions of messages.

-- Written only by features/limits.
alter table apps add column community_count int not null default 0 check (community_count >= 0);

-- What binds a community is not the plan's limit of members in a group.
drop index groups_large;
create index groups_large on groups (app_id, member_count desc, id) where member_count > 200 and type <> 'Community';

-- Of a community: its messages stand in topics.
alter table groups add column supports_topics boolean not null default false;

create table topics (
  app_id bigint not null,
  -- Begins with the id of its community. Its conversation has the same key.
  id text collate "C" not null check (octet_length(id) between 1 and 96),
  group_id text collate "C" not null,
  number bigint not null generated always as identity,
  creator_id text collate "C",
  name text not null,
  introduction text not null,
  notification text not null,
  face_url text not null,
  custom_string text not null,
  created_at timestamptz not null,
  -- Only the owner and the administrators of the community speak.
  mute_all boolean not null default false,
  primary key (app_id, id),
  foreign key (app_id, group_id) references groups
);
create unique index topics_in_order on topics (app_id, group_id, number);

-- What hangs on a message goes after it: with its day, its conversation, its app (features/messages/removal.ts).

-- Who has told that a message was read which asked for it.
create table message_readings (
  conversation_id bigint not null,
  sequence bigint not null,
  user_id text collate "C" not null,
  app_id bigint not null,
  -- Of the message.
  day date not null,
  read_at timestamptz not null,
  primary key (conversation_id, sequence, user_id)
);
create index message_readings_of_day on message_readings (app_id, day);
create index message_readings_of_user on message_readings (app_id, user_id);

-- Every change of the extensions of a message has a number; cleared_change: of the last time all were taken away.
create table message_extension_changes (
  conversation_id bigint not null,
  sequence bigint not null,
  app_id bigint not null,
  day date not null,
  latest_change bigint not null default 0,
  cleared_change bigint not null default 0,
  primary key (conversation_id, sequence)
);
create index message_extension_changes_of_day on message_extension_changes (app_id, day);

create table message_extensions (
  conversation_id bigint not null,
  sequence bigint not null,
  key text collate "C" not null,
  value text not null,
  change bigint not null,
  app_id bigint not null,
  day date not null,
  primary key (conversation_id, sequence, key),
  unique (conversation_id, sequence, change)
);
create index message_extensions_of_day on message_extensions (app_id, day);
