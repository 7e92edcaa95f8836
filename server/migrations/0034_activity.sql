-- What happens in an app in the course of a day, and what was told of its limits.

-- Counted in the memory of each process and added here every minute: who dies loses the last minute. Nothing is billed by these. A slot is
-- a stretch of 10 minutes from the start of the day; they go after two days.
create table activity_slots (
  app_id bigint not null,
  day date not null,
  slot smallint not null,
  -- login, direct, group, avGroup, callback, restCall, push.
  kind text collate "C" not null,
  -- The platform, or RESTAPI; of a push direct or group; empty where there is nothing to tell apart.
  part text collate "C" not null,
  succeeded int not null,
  failed int not null,
  primary key (app_id, day, slot, kind, part)
) with (fillfactor = 70);
create index activity_slots_by_day on activity_slots (day);

-- The sums of the same, for good.
create table activity_days (
  app_id bigint not null,
  day date not null,
  kind text collate "C" not null,
  part text collate "C" not null,
  succeeded bigint not null,
  failed bigint not null,
  primary key (app_id, day, kind, part)
) with (fillfactor = 70);

-- The highest mark (80, 90 or 100 %) of a limit that the account was told of in a month.
create table limit_notices (
  app_id bigint not null references apps,
  month text collate "C" not null,
  limit_name text collate "C" not null,
  percent smallint not null,
  primary key (app_id, month, limit_name)
);

-- Apps in which something happened on a day, without looking at all others.
create index app_days_by_day on app_days (day);
create index user_days_by_day on user_days (day);
