create schema people;

-- Someone who signs in to the console, in exactly one account.
create table people.persons (
  id text collate "C" primary key,
  account_id text collate "C" not null references accounts,
  email text collate "C" not null unique check (email = lower(email)),
  name text not null check (length(name) between 1 and 80),
  password_hash text not null,
  operator boolean not null default false,
  role text not null check (role in ('owner', 'administrator', 'developer', 'billingReader', 'reader')),
  -- null: all apps of the account, present and future.
  apps bigint[],
  grants text[] not null default '{}' check (grants <@ array['plan', 'disable', 'delete', 'key']),
  created_at timestamptz not null,
  last_sign_in_at timestamptz
);
create unique index one_owner on people.persons (account_id) where role = 'owner';
create unique index one_operator on people.persons (operator) where operator;
create index persons_of_account on people.persons (account_id, created_at, id);

-- Of sessions, links and API keys only the SHA-256 is kept: who reads the database cannot use them.
create table people.sessions (
  token_hash bytea primary key,
  person_id text collate "C" not null references people.persons on delete cascade,
  -- Technical time: sessions run on while a manual clock stands.
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index sessions_of_person on people.sessions (person_id);
create index sessions_by_end on people.sessions (expires_at);

create table people.invitations (
  id text collate "C" primary key,
  -- The account that invites.
  account_id text collate "C" not null references accounts,
  -- Set by the operator: accepting opens an account of this name, and the person becomes its owner.
  new_account_name text check (length(new_account_name) between 1 and 80),
  email text collate "C" not null check (email = lower(email)),
  role text not null check (role in ('owner', 'administrator', 'developer', 'billingReader', 'reader')),
  apps bigint[],
  grants text[] not null default '{}' check (grants <@ array['plan', 'disable', 'delete', 'key']),
  token_hash bytea not null unique,
  invited_by text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  check ((role = 'owner') = (new_account_name is not null)),
  unique (account_id, email)
);

-- At most one per person: a new link ends the one before.
create table people.password_links (
  person_id text collate "C" primary key references people.persons on delete cascade,
  token_hash bytea not null unique,
  expires_at timestamptz not null
);

create table people.api_keys (
  id text collate "C" primary key,
  account_id text collate "C" not null references accounts,
  name text not null check (length(name) between 1 and 50),
  prefix text not null,
  secret_hash bytea not null unique,
  role text not null check (role in ('administrator', 'developer', 'billingReader', 'reader')),
  apps bigint[],
  grants text[] not null default '{}' check (grants <@ array['plan', 'disable', 'delete', 'key']),
  -- Who answers for it: with the person's rights the key loses its own. null: the person is gone, or it was the operator's automation.
  person_id text collate "C" references people.persons on delete set null,
  created_by text not null,
  created_at timestamptz not null,
  -- Technical time, written at most once a minute.
  last_used_at timestamptz,
  revoked_at timestamptz
);
create index api_keys_of_account on people.api_keys (account_id, created_at desc, id);
