-- Attributes and counters of groups, and what audio-video groups have instead of members.

create table group_attributes (
  app_id bigint not null,
  group_id text collate "C" not null,
  key text collate "C" not null,
  value text not null,
  primary key (app_id, group_id, key)
);

create table group_counters (
  app_id bigint not null,
  group_id text collate "C" not null,
  key text collate "C" not null,
  value bigint not null,
  primary key (app_id, group_id, key)
);

-- Whoever is banned cannot come into an audio-video group until then.
create table group_bans (
  app_id bigint not null,
  group_id text collate "C" not null,
  user_id text collate "C" not null,
  banned_until timestamptz not null,
  description text not null,
  primary key (app_id, group_id, user_id)
);
create index group_bans_of_user on group_bans (app_id, user_id);

-- What an app says of users in an audio-video group: numbers of its own from 1000 on; 500 and 600 mean something to us.
create table av_group_marks (
  app_id bigint not null,
  group_id text collate "C" not null,
  mark bigint not null,
  user_id text collate "C" not null,
  marked_at timestamptz not null,
  primary key (app_id, group_id, mark, user_id)
);
create index av_group_marks_of_user on av_group_marks (app_id, user_id);

-- Numbers of the messages that an app sends to all its audio-video groups.
create table broadcast_numbers (
  app_id bigint primary key references apps,
  last_sequence bigint not null
);
