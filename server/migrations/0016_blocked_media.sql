-- Addresses of pictures, sounds, videos and files that the app's server has blocked. Plenum keeps no media itself.
create table blocked_media (
  app_id bigint not null references apps,
  url text collate "C" not null check (octet_length(url) between 1 and 2000),
  blocked_at timestamptz not null,
  primary key (app_id, url)
);
