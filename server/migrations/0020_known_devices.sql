-- Browsers in which a person has signed in: strangers who guess elsewhere do not hold them up. As of sessions only the SHA-256 is kept.
create table people.devices (
  person_id text collate "C" not null references people.persons on delete cascade,
  token_hash bytea not null,
  -- Technical time.
  last_used_at timestamptz not null,
  primary key (person_id, token_hash)
);

-- Where it was called from; null: from no address, or written before this was kept.
alter table audit_entries add column address text;
