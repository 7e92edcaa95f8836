-- Hourly files of messages, as they lie in the data folder. A file that has gone is written again when it is asked for.
create table message_files (
  app_id bigint not null references apps,
  kind text not null check (kind in ('direct', 'group')),
  hour_at timestamptz not null,
  -- Of the file; null: nothing was said in this hour.
  name text,
  bytes bigint not null,
  md5 text not null,
  gzip_bytes bigint not null,
  gzip_md5 text not null,
  written_at timestamptz not null,
  primary key (app_id, kind, hour_at)
);
create index message_files_age on message_files (hour_at);

-- What is recalled after its hour was written.
create index messages_recalled on messages (app_id, recalled_at) where recalled_at is not null;

-- Signs the addresses of files; made at the first start.
alter table installation add column file_secret bytea;
