-- What each user is told, numbered one by one: a client that sees a number left out asks for what it missed.
alter table im_users add column notice_sequence int not null default 0;
create table user_notices (
  app_id bigint not null,
  user_id text collate "C" not null,
  sequence int not null,
  at timestamptz not null,
  day date not null,
  -- The name of the event and what it says, as it was delivered.
  event text not null,
  content jsonb not null,
  primary key (app_id, user_id, sequence),
  foreign key (app_id, user_id) references im_users
);
create index user_notices_of_day on user_notices (app_id, day);
