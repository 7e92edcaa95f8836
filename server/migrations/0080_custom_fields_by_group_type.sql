-- Fields of groups and members are for groups of some types, with rights in each: an added type is neither taken away nor changed.
create table custom_field_types (
  app_id bigint not null,
  level text not null check (level in ('group', 'member')),
  key text collate "C" not null,
  group_type text not null check (group_type in ('Work', 'Public', 'Meeting', 'AVChatRoom', 'Community')),
  readable_by text not null check (readable_by in ('app', 'owner', 'admin', 'member', 'everyone')),
  writable_by text not null check (writable_by in ('app', 'owner', 'admin', 'member', 'everyone')),
  -- Whoever the value is about, beside the roles.
  self_reads boolean not null,
  self_writes boolean not null,
  primary key (app_id, level, key, group_type),
  foreign key (app_id, level, key) references custom_fields,
  -- Audio-video groups store no members.
  check (level = 'group' or group_type <> 'AVChatRoom'),
  check (level = 'member' or not (self_reads or self_writes))
);

-- What is there was for every type, with the same rights in each.
insert into custom_field_types
select app_id, level, key, group_type, readable_by, writable_by, false, false
from custom_fields
cross join unnest(array['Work', 'Public', 'Meeting', 'AVChatRoom', 'Community']) as group_type
where level = 'group' or (level = 'member' and group_type <> 'AVChatRoom');

alter table custom_fields
  alter column readable_by drop not null,
  alter column readable_by drop default,
  alter column writable_by drop not null,
  alter column writable_by drop default;
update custom_fields set readable_by = null, writable_by = null where level in ('group', 'member');
alter table custom_fields
  add check ((level in ('user', 'friend')) = (readable_by is not null)),
  add check ((level in ('user', 'friend')) = (writable_by is not null));
