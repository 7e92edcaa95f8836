-- Apps by tag: [{"key", "value"}, ...], any of them. `apps` is empty then, so that a process of an earlier version shows such a person nothing.
alter table people.persons add column tags jsonb, add check (tags is null or apps is not distinct from '{}');
alter table people.invitations add column tags jsonb, add check (tags is null or apps is not distinct from '{}');
alter table people.api_keys add column tags jsonb, add check (tags is null or apps is not distinct from '{}');
create index apps_by_tag on app_tags (key, value);
