-- Bills about which two calculations do not agree wait for the operator.

create table parked_bills (
  account_id text collate "C" not null references accounts,
  month text collate "C" not null references billing_months,
  at timestamptz not null,
  -- Nothing is wrong with it but that an earlier month of the account is parked.
  waits boolean not null,
  reason text not null,
  -- null: no bill yet.
  released_at timestamptz,
  -- Both null when it only waited, and was issued with the one before it.
  released_by jsonb,
  release_reason text,
  primary key (account_id, month)
);
create index parked_bills_open on parked_bills (month, account_id) where released_at is null;

-- When it was looked at whether every account has its bill, a day after the bills were due.
alter table billing_months add column looked_after_at timestamptz;
