-- The console finds groups by the beginning of their name, capital or small.
create index groups_by_name on groups (app_id, lower(name collate "C"), id);
