-- What live connections of an app were on a day: for statistics only, so the last seconds before a crash may be missing.
create table live_days (
  app_id bigint not null references apps,
  day date not null,
  logins bigint not null,
  -- Users online at once, at most.
  online_peak int not null,
  primary key (app_id, day)
);
