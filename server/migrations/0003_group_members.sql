-- Joining and leaving, each in one call that commits by itself (server/src/features/limits/README.md). Every statement in them sees what
-- was committed before it, so what stands after a lock is decided from what is true under the lock. A plan made while tables were small
-- must not outlive that: enable_seqscan.

-- One row for each user in the order given, with what became of it; no row: the app has another revision, nothing was written.
-- A group that is missing, or an audio-video group, answers one row without user.
create function add_group_members(
  the_app bigint, the_revision bigint, the_group text, the_users text[], groups_per_user_max int, members_max int, at timestamptz
) returns table (group_type text, member_max int, user_id text, outcome text)
language plpgsql set enable_seqscan = off as $$
#variable_conflict use_column
declare
  locked record;
  candidate record;
  places int;
  added text[] := '{}';
begin
  perform from apps where id = the_app and revision = the_revision for key share;
  if not found then return; end if;
  select type, groups.member_max, member_count into locked from groups where app_id = the_app and id = the_group for update;
  group_type := locked.type;
  member_max := locked.member_max;
  if not found or locked.type = 'AVChatRoom' then return next; return; end if;
  perform from im_users where app_id = the_app and user_id = any(the_users) order by user_id for update;

  places := least(locked.member_max, members_max) - locked.member_count;
  for candidate in
    select
      wanted.user_id, group_count,
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
    if outcome = 'added' then
      places := places - 1;
      added := added || candidate.user_id;
    end if;
    user_id := candidate.user_id;
    return next;
  end loop;
  if added = '{}' then return; end if;

  insert into group_members (app_id, group_id, user_id, joined_at) select the_app, the_group, joining, at from unnest(added) as joining;
  update groups set member_count = member_count + cardinality(added) where app_id = the_app and id = the_group;
  update im_users set group_count = group_count + 1 where app_id = the_app and user_id = any(added);
end $$;

-- No row: the app has another revision. The owner stays: with the owner among them nobody is removed.
create function remove_group_members(the_app bigint, the_revision bigint, the_group text, the_users text[])
returns table (group_type text, is_owner_among boolean, removed text[])
language plpgsql set enable_seqscan = off as $$
#variable_conflict use_column
declare
  locked record;
begin
  perform from apps where id = the_app and revision = the_revision for key share;
  if not found then return; end if;
  select type, coalesce(owner_id = any(the_users), false) as is_owner_among into locked
  from groups where app_id = the_app and id = the_group for update;
  group_type := locked.type;
  is_owner_among := locked.is_owner_among;
  removed := '{}';
  if not found or locked.type = 'AVChatRoom' or locked.is_owner_among then return next; return; end if;
  perform from im_users where app_id = the_app and user_id = any(the_users) order by user_id for update;

  with leaving as (
    delete from group_members where app_id = the_app and group_id = the_group and user_id = any(the_users) returning user_id
  )
  select coalesce(array_agg(user_id), '{}') into removed from leaving;
  update groups set member_count = member_count - cardinality(removed) where app_id = the_app and id = the_group and removed <> '{}';
  update im_users set group_count = group_count - 1 where app_id = the_app and user_id = any(removed);
  return next;
end $$;
