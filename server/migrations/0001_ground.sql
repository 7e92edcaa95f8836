-- One row: what is fixed for the life of the installation.
create table installation (
  single boolean primary key default true check (single),
  -- Fixed by the first app: days are stored facts.
  time_zone text,
  -- The manual clock; null when it was never used.
  clock_at timestamptz
);

create table accounts (
  id text collate "C" primary key,
  name text not null check (length(name) between 1 and 80),
  created_at timestamptz not null,
  -- Apps that count towards the 300: neither deleted nor purged.
  app_count int not null default 0 check (app_count >= 0)
);

-- SDKAppIDs are never reused, not even those of a creation that failed.
create sequence sdk_app_ids minvalue 1400000001 maxvalue 4294967295 no cycle;

create table apps (
  id bigint primary key default nextval('sdk_app_ids'),
  account_id text collate "C" not null references accounts,
  name text not null check (length(name) between 1 and 50),
  kind text,
  introduction text not null default '' check (length(introduction) <= 300),
  created_at timestamptz not null,
  created_day date not null,
  -- Raised by every change of plan, status or settings. Whoever writes under a limit checks it in the same statement.
  revision bigint not null default 1,
  -- The status is derived from these facts.
  disabled_at timestamptz,
  suspended_at timestamptz,
  deleted_at timestamptz,
  purged_at timestamptz,
  -- From this moment on nothing can be recovered; written with every change of status, so that sweeps need not compute it.
  data_lost_at timestamptz,
  -- The last warning given before that: 30, 7 or 1 days.
  warned_days int,
  -- Set when the last portion of an ended app's rows is gone.
  emptied_at timestamptz,
  -- Calls a second by REST command, where the operator set another value than the documented one.
  rates jsonb not null default '{}',
  -- Written only by features/limits.
  user_count int not null default 0 check (user_count >= 0),
  -- Existing groups of all types; the ordinary ones are those that are no audio-video groups.
  group_count int not null default 0 check (group_count >= 0),
  av_group_count int not null default 0 check (av_group_count >= 0)
);
create index apps_of_account on apps (account_id, created_at desc, id desc);
create index apps_running_out on apps (data_lost_at) where purged_at is null and deleted_at is null and data_lost_at is not null;
create index apps_to_empty on apps (id) where emptied_at is null and (purged_at is not null or deleted_at is not null);

create table app_keys (
  app_id bigint not null references apps,
  id int not null,
  secret_key text not null,
  created_at timestamptz not null,
  created_by text not null,
  last_shown_at timestamptz,
  last_shown_by text,
  primary key (app_id, id)
);

create table app_admins (
  app_id bigint not null references apps,
  user_id text collate "C" not null,
  added_at timestamptz not null,
  added_by text not null,
  primary key (app_id, user_id)
);

-- Append-only. The present configuration of an app is that of its last entry.
create table ledger_entries (
  app_id bigint not null references apps,
  sequence int not null,
  kind text not null,
  at timestamptz not null,
  -- The billing day it counts for, stored because no bill ever computes a day from an instant.
  day date not null,
  actor jsonb not null,
  edition text not null check (edition in ('free', 'pro', 'ultimate')),
  unlimited_av_groups boolean not null,
  groups_per_user int not null,
  members_per_group int not null,
  history_days int not null,
  book_id text not null,
  primary key (app_id, sequence)
);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name;
end $$;
create trigger ledger_is_append_only before update or delete on ledger_entries for each row execute function refuse_change();

-- Usage of an app on a billing day. Written only by features/limits.
create table app_days (
  app_id bigint not null references apps,
  day date not null,
  groups_created int not null default 0,
  groups_disbanded int not null default 0,
  -- Highest number of groups of all types that existed at one time of the day.
  peak_groups int not null default 0,
  -- Groups at the end of the day as far as known: carried over to days and months without a row.
  groups_at_end int not null default 0,
  dau int not null default 0,
  primary key (app_id, day)
);

-- A retry after a lost answer must not change twice.
create table command_requests (
  account_id text collate "C" not null references accounts,
  request_id text collate "C" not null,
  command text not null,
  input_hash text not null,
  answer jsonb,
  at timestamptz not null,
  primary key (account_id, request_id)
);
create index command_requests_age on command_requests (at);

create table audit_entries (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  day date not null,
  account_id text collate "C" references accounts,
  app_id bigint references apps,
  category text not null,
  action text not null,
  actor jsonb not null,
  changes jsonb not null default '[]',
  price_difference_cents bigint,
  note text
);
create index audit_of_app on audit_entries (app_id, id desc) where app_id is not null;
create index audit_of_account on audit_entries (account_id, id desc);
create trigger audit_is_append_only before update or delete on audit_entries for each row execute function refuse_change();

create table notices (
  id bigint generated always as identity primary key,
  account_id text collate "C" not null references accounts,
  app_id bigint references apps,
  at timestamptz not null,
  kind text not null,
  -- Made from what caused it, so that a sweep that runs twice tells once.
  cause text not null unique,
  title text not null,
  text text not null,
  -- Mail goes out after the commit and is tried again until this is set.
  mailed_at timestamptz,
  mail_attempts int not null default 0
);
create index notices_of_account on notices (account_id, id desc);
create index notices_to_mail on notices (id) where mailed_at is null;

create table notice_reads (
  person_id text collate "C" not null,
  notice_id bigint not null references notices,
  read_at timestamptz not null,
  primary key (person_id, notice_id)
);

create table im_users (
  app_id bigint not null references apps,
  user_id text collate "C" not null check (octet_length(user_id) between 1 and 32),
  nick text not null default '',
  face_url text not null default '',
  created_at timestamptz not null,
  created_day date not null,
  -- Groups the user owns or is in, of all types. Written only by features/limits.
  group_count int not null default 0 check (group_count >= 0),
  primary key (app_id, user_id)
);
create index im_users_busy on im_users (app_id, group_count desc, user_id) where group_count > 500;

create table groups (
  app_id bigint not null references apps,
  id text collate "C" not null check (octet_length(id) between 1 and 96),
  -- Lists of the public dialect continue after a number.
  number bigint not null generated always as identity,
  -- Work, Public, Meeting, AVChatRoom, Community: the new names; rest-v4 knows the old ones.
  type text not null,
  name text not null,
  introduction text not null default '',
  notification text not null default '',
  face_url text not null default '',
  owner_id text collate "C",
  created_at timestamptz not null,
  created_day date not null,
  info_seq int not null default 0,
  info_changed_at timestamptz not null,
  -- The group's own maximum; what binds is the smaller of this and the plan's. null: unlimited (audio-video groups).
  member_max int,
  apply_join_option text not null,
  invite_join_option text not null,
  mute_all boolean not null default false,
  -- Written only by features/limits.
  member_count int not null default 0 check (member_count >= 0),
  primary key (app_id, id)
);
create unique index groups_in_order on groups (app_id, number);
create index groups_by_type on groups (app_id, type, id);
create index groups_of_owner on groups (app_id, owner_id, id) where owner_id is not null;
create index groups_large on groups (app_id, member_count desc, id) where member_count > 200;
create index groups_low_maximum on groups (app_id, member_max, id) where member_max < 6000;

create table group_members (
  app_id bigint not null,
  group_id text collate "C" not null,
  user_id text collate "C" not null,
  role text not null default 'Member' check (role in ('Owner', 'Admin', 'Member')),
  joined_at timestamptz not null,
  msg_flag text not null default 'AcceptAndNotify',
  name_card text not null default '',
  primary key (app_id, group_id, user_id),
  foreign key (app_id, group_id) references groups,
  foreign key (app_id, user_id) references im_users
);
create index group_members_of_user on group_members (app_id, user_id, group_id);
