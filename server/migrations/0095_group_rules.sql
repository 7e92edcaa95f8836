-- What the operator sets for the groups of an app beside rates.

-- What differs from how it is at first (contract: GroupRules).
alter table apps add column group_rules jsonb not null default '{}';

-- When somebody last came or went; at first when the group was made here.
alter table groups add column members_changed_at timestamptz;
update groups set members_changed_at = greatest(
  created_at, (select max(joined_at) from group_members where group_members.app_id = groups.app_id and group_id = groups.id)
);

-- The last day on which the user was found connected, which may have begun on an earlier one; kept only where the operator has offline
-- members removed.
alter table im_users add column seen_day date;

-- A rule that looks through all groups of an app once a day, and how far it has come.
create table group_rule_passes (
  app_id bigint not null references apps,
  rule text not null check (rule in ('offlineMembers', 'idleGroups')),
  next_at timestamptz not null,
  -- The pass goes on behind this one.
  after_group text collate "C" not null default '',
  primary key (app_id, rule)
);
create index group_rule_passes_due on group_rule_passes (next_at);

-- Both replaced: members_changed_at is set.

-- One row for each user in the order given, with what became of it and, of those added, the number of their notice; no row: the app has
-- another revision, nothing was written. A group that is missing, or an audio-video group, answers one row without user.
--
-- the_rights: of a user, by type of group and role (`NotMember`), with which of its options (`apply` or `invite`: the_option) the_actor adds
-- somebody; otherwise one row `no_right`. null: the app's administrator, who may. told: what the notice says beside the group.
create or replace function add_group_members(
  the_app bigint, the_revision bigint, the_group text, the_users text[], groups_per_user_max int, members_max int, at timestamptz,
  the_day date, the_actor text, the_rights jsonb, the_option text, the_event text, told jsonb
) returns table (group_type text, group_name text, member_max int, user_id text, outcome text, notice int)
language plpgsql set enable_seqscan = off as $$
#variable_conflict use_column
declare
  locked record;
  candidate record;
  actor_role text;
  places int;
  added text[] := '{}';
begin
  perform from apps where id = the_app and revision = the_revision for key share;
  if not found then return; end if;
  select type, name, groups.member_max, member_count, apply_join_option, invite_join_option into locked
  from groups where app_id = the_app and id = the_group for update;
  group_type := locked.type;
  group_name := locked.name;
  member_max := locked.member_max;
  if not found or locked.type = 'AVChatRoom' then return next; return; end if;
  if the_rights is not null then
    select role into actor_role from group_members where app_id = the_app and group_id = the_group and group_members.user_id = the_actor;
    if not coalesce(
      the_rights -> locked.type -> coalesce(actor_role, 'NotMember')
        ? case the_option when 'apply' then locked.apply_join_option else locked.invite_join_option end,
      false
    ) then
      outcome := 'no_right';
      return next;
      return;
    end if;
  end if;
  perform from im_users where app_id = the_app and user_id = any(the_users) order by user_id for update;

  places := least(locked.member_max, members_max) - locked.member_count;
  for candidate in
    select
      wanted.user_id, group_count, notice_sequence,
      exists (select from group_members where app_id = the_app and group_id = the_group and user_id = wanted.user_id) as is_member
    from unnest(the_users) with ordinality as wanted (user_id, place)
    left join im_users on app_id = the_app and im_users.user_id = wanted.user_id
    order by place
  loop
    outcome := case
      when candidate.group_count is null then 'unknown'
      when candidate.is_member then 'already'
      when candidate.group_count >= groups_per_user_max then 'busy'
      when places <= 0 then 'full'
      else 'added'
    end;
    notice := null;
    if outcome = 'added' then
      places := places - 1;
      added := added || candidate.user_id;
      notice := candidate.notice_sequence + 1;
    end if;
    user_id := candidate.user_id;
    return next;
  end loop;
  if added = '{}' then return; end if;

  insert into group_members (app_id, group_id, user_id, joined_at, joined_sequence, read_sequence)
  select the_app, the_group, joining, at, coalesce(last_sequence, 0), coalesce(last_sequence, 0)
  from unnest(added) as joining left join conversations on app_id = the_app and key = the_group;
  update groups set member_count = member_count + cardinality(added), members_changed_at = at where app_id = the_app and id = the_group;
  with numbered as (
    update im_users set group_count = group_count + 1, notice_sequence = notice_sequence + 1
    where app_id = the_app and user_id = any(added)
    returning user_id, notice_sequence
  )
  insert into user_notices (app_id, user_id, sequence, at, day, event, content)
  select
    the_app, user_id, notice_sequence, at, the_day, the_event,
    told || jsonb_build_object('groupId', the_group, 'type', locked.type, 'name', locked.name)
  from numbered;
end $$;

-- No row: the app has another revision. Outside of Work groups the owner stays: with the owner among them nobody is removed.
--
-- the_rights: of a user, by type of group and role, members of which roles the_actor removes; where one of them has another role, nobody is
-- removed and is_allowed is false. null: the app's administrator, who may.
create or replace function remove_group_members(
  the_app bigint, the_revision bigint, the_group text, the_users text[], at timestamptz, the_day date, the_actor text, the_rights jsonb,
  the_event text, told jsonb
) returns table (group_type text, group_name text, actor_role text, is_allowed boolean, is_owner_among boolean, removed text[], notices int[])
language plpgsql set enable_seqscan = off as $$
#variable_conflict use_column
declare
  locked record;
  found_role text;
begin
  perform from apps where id = the_app and revision = the_revision for key share;
  if not found then return; end if;
  select type, name, coalesce(owner_id = any(the_users), false) as is_owner_among into locked
  from groups where app_id = the_app and id = the_group for update;
  group_type := locked.type;
  group_name := locked.name;
  is_owner_among := locked.is_owner_among and locked.type <> 'Work';
  is_allowed := true;
  removed := '{}';
  notices := '{}';
  if not found or locked.type = 'AVChatRoom' then return next; return; end if;
  if the_rights is not null then
    select role into found_role from group_members where app_id = the_app and group_id = the_group and user_id = the_actor;
    actor_role := found_role;
    is_allowed := the_rights -> locked.type ? coalesce(found_role, 'NotMember') and not exists (
      select from group_members
      where app_id = the_app and group_id = the_group and user_id = any(the_users)
        and not the_rights -> locked.type -> found_role ? role
    );
    if is_allowed is not true then
      is_allowed := false;
      return next;
      return;
    end if;
  end if;
  if is_owner_among then return next; return; end if;
  perform from im_users where app_id = the_app and user_id = any(the_users) order by user_id for update;

  with leaving as (
    delete from group_members where app_id = the_app and group_id = the_group and user_id = any(the_users) returning user_id
  )
  select coalesce(array_agg(user_id order by user_id), '{}') into removed from leaving;
  update groups set
    member_count = member_count - cardinality(removed),
    members_changed_at = at,
    owner_id = case when locked.is_owner_among then null else owner_id end
  where app_id = the_app and id = the_group and removed <> '{}';
  with numbered as (
    update im_users set group_count = group_count - 1, notice_sequence = notice_sequence + 1
    where app_id = the_app and user_id = any(removed)
    returning user_id, notice_sequence
  ), written as (
    insert into user_notices (app_id, user_id, sequence, at, day, event, content)
    select
      the_app, user_id, notice_sequence, at, the_day, the_event,
      told || jsonb_build_object('groupId', the_group, 'type', locked.type, 'name', locked.name)
    from numbered
    returning user_id, sequence
  )
  select coalesce(array_agg(sequence order by user_id), '{}') into notices from written;
  -- What is being said waits for this and is judged without them; what is said already has its number.
  perform from conversations
  where app_id = the_app and removed <> '{}'
    and key = any(array(select id from topics where app_id = the_app and group_id = the_group) || the_group)
  order by id for update;
  return next;
end $$;
