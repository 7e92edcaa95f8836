-- What an account has and owes.

alter table accounts
  -- The sum of its statement: cash and what is left of vouchers. Below zero: it owes.
  add column balance_cents bigint not null default 0,
  add column voucher_cents bigint not null default 0 check (voucher_cents >= 0),
  -- Since when it owes without a break.
  add column overdue_since timestamptz,
  -- All apps are suspended until nothing is owed.
  add column suspended_at timestamptz,
  -- A notice when the balance falls below it.
  add column threshold_cents bigint;
create index accounts_overdue on accounts (overdue_since) where overdue_since is not null and suspended_at is null;

-- Append-only. Written under the lock of the account, so that the balances stand in the order of the ids.
create table account_entries (
  id bigint generated always as identity primary key,
  account_id text collate "C" not null references accounts,
  at timestamptz not null,
  day date not null,
  kind text not null check (kind in ('topUp', 'voucher', 'voucherExpired', 'bill', 'reversal')),
  amount_cents bigint not null,
  -- After the entry.
  balance_cents bigint not null,
  -- Of the amount what changed the rest of vouchers; the other part is cash.
  voucher_cents bigint not null,
  -- Of a bill: what was deducted, so that one which is taken out or written anew shows.
  bill_number int unique references bills,
  bill_hash text collate "C",
  -- Each entry is reversed once at most.
  reverses_id bigint unique references account_entries,
  expires_on date,
  note text check (length(note) <= 500),
  actor jsonb not null,
  check ((kind = 'bill') = (bill_number is not null and bill_hash is not null)),
  check ((kind = 'reversal') = (reverses_id is not null))
);
create index entries_of_account on account_entries (account_id, id desc);
create trigger account_entries_are_append_only before update or delete on account_entries for each row execute function refuse_change();

-- What is left of a voucher; used before cash, that which expires first before others.
create table vouchers (
  entry_id bigint primary key references account_entries,
  account_id text collate "C" not null references accounts,
  -- The last day on which it can be used.
  expires_on date not null,
  rest_cents bigint not null check (rest_cents >= 0)
);
create index vouchers_of_account on vouchers (account_id, expires_on, entry_id) where rest_cents > 0;
create index vouchers_by_end on vouchers (expires_on) where rest_cents > 0;
