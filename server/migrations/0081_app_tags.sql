-- Tags of an app: people with many apps find and sort them by these.
create table app_tags (
  app_id bigint not null references apps,
  key text collate "C" not null check (key <> '' and position(':' in key) = 0),
  value text collate "C" not null,
  primary key (app_id, key)
);
