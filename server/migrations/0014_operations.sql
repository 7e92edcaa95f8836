-- What the statistics of the last 30 days are made of, hourly files of messages, and addresses of media that an app has blocked.

-- Accounts of an app at the end of a day, as far as known: a day without a row has those of the day before. Written only by features/limits.
create table user_days (
  app_id bigint not null references apps,
  day date not null,
  registered int not null default 0,
  at_end int not null,
  primary key (app_id, day)
);
insert into user_days (app_id, day, registered, at_end)
select app_id, created_day, count(*), sum(count(*)) over (partition by app_id order by created_day) from im_users group by app_id, created_day;

-- Who joined and left groups. In 64 rows a day, by the group, so that joins do not queue up: those of one group wait for each other anyway.
create table member_days (
  app_id bigint not null references apps,
  day date not null,
  shard smallint not null,
  joins int not null default 0,
  leaves int not null default 0,
  primary key (app_id, day, shard)
) with (fillfactor = 50);

-- Counted once, when the day is over: messages go after a while.
create table message_statistics (
  app_id bigint not null references apps,
  day date not null,
  senders int not null,
  direct_messages int not null,
  direct_senders int not null,
  group_messages int not null,
  group_senders int not null,
  group_receivers bigint not null,
  groups_spoken_in int not null,
  primary key (app_id, day)
);
alter table message_days add column counted boolean not null default false;
create index message_days_to_count on message_days (day, app_id) where not counted;
