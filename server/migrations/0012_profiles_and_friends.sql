-- Profiles, friends, lists of friends and blocklists. What enforces a limit here is told in server/src/features/limits/README.md.

alter table im_users
  -- Fields by name, beside nick and face_url; one that was never set is absent. Values of declared fields stand in custom.
  add column profile jsonb not null default '{}',
  add column custom jsonb not null default '{}',
  -- Friends in the user's own list. Written only by features/limits.
  add column friend_count int not null default 0 check (friend_count >= 0),
  -- Raised by every change of the user's friends and lists, of the declared fields on friends, and of the blocklist.
  add column friend_sequence bigint not null default 0,
  add column friend_custom_sequence bigint not null default 0,
  add column block_sequence bigint not null default 0;

-- One way: who is in whose list. Friends of each other have two rows.
create table friends (
  app_id bigint not null,
  user_id text collate "C" not null,
  friend_id text collate "C" not null,
  -- What the user's friend_sequence became with it: the list is read in this order and continues after it.
  number bigint not null,
  remark text not null,
  -- Names of friend_lists.
  lists text[] not null,
  source text not null,
  wording text not null,
  added_at timestamptz not null,
  custom jsonb not null,
  primary key (app_id, user_id, friend_id),
  unique (app_id, user_id, number),
  foreign key (app_id, user_id) references im_users,
  foreign key (app_id, friend_id) references im_users
);
create index friends_by_friend on friends (app_id, friend_id);

-- Waits for the consent of the user.
create table friend_requests (
  app_id bigint not null,
  user_id text collate "C" not null,
  requester_id text collate "C" not null,
  -- What the requester's row gets when the user agrees.
  remark text not null,
  lists text[] not null,
  source text not null,
  wording text not null,
  mutual boolean not null,
  asked_at timestamptz not null,
  primary key (app_id, user_id, requester_id),
  foreign key (app_id, user_id) references im_users,
  foreign key (app_id, requester_id) references im_users
);
create index friend_requests_by_requester on friend_requests (app_id, requester_id);

create table friend_lists (
  app_id bigint not null,
  user_id text collate "C" not null,
  name text collate "C" not null,
  -- The order of creation.
  number bigint not null,
  primary key (app_id, user_id, name),
  foreign key (app_id, user_id) references im_users
);

create table blocks (
  app_id bigint not null,
  user_id text collate "C" not null,
  blocked_id text collate "C" not null,
  -- What the user's block_sequence became with it.
  number bigint not null,
  blocked_at timestamptz not null,
  primary key (app_id, user_id, blocked_id),
  unique (app_id, user_id, number),
  foreign key (app_id, user_id) references im_users,
  foreign key (app_id, blocked_id) references im_users
);
create index blocks_by_blocked on blocks (app_id, blocked_id);
