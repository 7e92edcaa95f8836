-- Recent contacts with their groups and marks, and pushes to all users of an app.

-- Where a conversation stood when it was taken from the list: of two messages of one moment only the number tells which came later.
alter table direct_sides add column removed_sequence bigint not null default 0;
alter table group_members add column removed_sequence bigint not null default 0;

-- Groups into which a user sorts conversations. At most 20 of a user: written under the lock of the user's row.
create table contact_groups (
  app_id bigint not null,
  user_id text collate "C" not null,
  contact_group_id int not null,
  name text collate "C" not null,
  primary key (app_id, user_id, contact_group_id),
  unique (app_id, user_id, name)
);

-- Conversations that a user has marked or sorted, whether anything was said in them or not. A row without mark and group goes.
create table marked_contacts (
  app_id bigint not null,
  user_id text collate "C" not null,
  -- Order of the list, and where its pages continue.
  number int not null,
  -- One of the two: the other user, or the group.
  peer_id text collate "C",
  group_id text collate "C" check (num_nonnulls(peer_id, group_id) = 1),
  standard_mark bit(64) not null default 0::bit(64),
  custom_mark text not null default '',
  contact_group_ids int[] not null default '{}',
  changed_at timestamptz not null,
  primary key (app_id, user_id, number),
  unique nulls not distinct (app_id, user_id, peer_id, group_id)
);
create index marked_contacts_of_peer on marked_contacts (app_id, peer_id);
create index marked_contacts_of_group on marked_contacts (app_id, group_id);

-- What pushes choose users by: up to ten attributes, named by the app, and tags.
create table push_attribute_names (
  app_id bigint not null references apps,
  slot smallint not null check (slot between 0 and 9),
  name text collate "C" not null,
  primary key (app_id, slot),
  unique (app_id, name)
);

-- By slot: a name that is changed keeps the values.
create table push_attributes (
  app_id bigint not null,
  user_id text collate "C" not null,
  slot smallint not null,
  value text collate "C" not null,
  primary key (app_id, user_id, slot)
);

create table push_tags (
  app_id bigint not null,
  user_id text collate "C" not null,
  tag text collate "C" not null,
  primary key (app_id, user_id, tag)
);

-- Pushes of a billing day. Written only by features/limits.
create table push_days (
  app_id bigint not null references apps,
  day date not null,
  pushes int not null,
  primary key (app_id, day)
);

create table pushes (
  app_id bigint not null references apps,
  task_id text collate "C" not null,
  sender_id text collate "C" not null,
  random bigint not null,
  body json not null,
  -- null: for all users.
  condition json,
  offline_push_info json,
  at timestamptz not null,
  -- Until then it is handed over to users who were not connected; the same moment as `at`: only to those who were.
  expires_at timestamptz not null,
  -- From then on neither a user nor a retry asks for it.
  forgotten_at timestamptz not null,
  primary key (app_id, task_id)
);
create index pushes_of_sender on pushes (app_id, sender_id, random, at);
create index pushes_living on pushes (app_id, expires_at);
create index pushes_to_forget on pushes (forgotten_at);
