-- The least role that may read and write a declared field from a client; the app's server always may.
alter table custom_fields
  add column readable_by text not null default 'everyone' check (readable_by in ('app', 'owner', 'admin', 'member', 'everyone')),
  add column writable_by text not null default 'app' check (writable_by in ('app', 'owner', 'admin', 'member', 'everyone'));

-- null: what is usual in groups of the type. Nobody could choose until now.
alter table group_members alter column msg_flag drop not null, alter column msg_flag drop default;
update group_members set msg_flag = null;

-- The read floor of the conversation when the member's own position was set. A later import raises the floor above it, and again
-- everything is read.
alter table group_members add column known_floor bigint not null default 0;

-- How far a member has read: the only way to read group_members.read_sequence.
create function read_through(read_sequence bigint, known_floor bigint, read_floor bigint) returns bigint language sql immutable as $$
  select case when read_floor > known_floor then greatest(read_sequence, read_floor) else read_sequence end
$$;

-- Of those created: brought over from elsewhere. They take nothing of what a day may grow.
alter table app_days add column groups_imported int not null default 0;
