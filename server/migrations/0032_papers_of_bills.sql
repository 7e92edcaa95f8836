-- Who pays and who is paid, as bills name them, and bills as files.

-- What bills of an account are addressed to, from a day on: the last entry of a day counts. Without any: the name of the account.
create table account_addresses (
  id bigint generated always as identity primary key,
  account_id text collate "C" not null references accounts,
  day date not null,
  at timestamptz not null,
  -- Name, lines, country and tax number; null: taken away again.
  party jsonb,
  actor jsonb not null
);
create index addresses_of_account on account_addresses (account_id, day, id);
create trigger addresses_are_append_only before update or delete on account_addresses for each row execute function refuse_change();
create trigger address_day_is_open before insert on account_addresses for each row execute function refuse_closed_day();

-- Who issues the bills of the month: the operator's name and address at its close.
alter table billing_months add column issuer jsonb;

-- Bills name apps and accounts as they were called at the close of the month.
create index renamings on audit_entries (account_id, day) where action in ('app.updated', 'account.renamed');

-- A bill as a file, made once when it is first asked for and never again.
create table bill_files (
  number int primary key references bills,
  made_at timestamptz not null,
  pdf bytea not null
);
create trigger bill_files_are_append_only before update or delete on bill_files for each row execute function refuse_change();
