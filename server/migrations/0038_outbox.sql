-- What others are to be told by HTTP: written with the fact, delivered afterwards.

create table deliveries (
  id bigint generated always as identity primary key,
  -- Who is told: an endpoint, or the callbacks of an app.
  receiver text collate "C" not null,
  -- Of an app: goes with it.
  app_id bigint references apps,
  -- What has the same key arrives in the order in which it was written; null: in no order.
  order_key text collate "C",
  -- Such as bill.issued.
  kind text collate "C" not null,
  body text not null,
  -- What stands in the address beside the body, for receivers that want it there.
  query jsonb,
  -- When it happened, by the clock. All other moments are technical time.
  at timestamptz not null,
  -- Tried once, whatever becomes of it.
  once boolean not null default false,
  attempts int not null default 0,
  due_at timestamptz not null default '-infinity',
  first_tried_at timestamptz,
  tried_at timestamptz,
  took_ms int,
  -- Of the last attempt: the HTTP status and the beginning of the body, or why there was none.
  status int,
  answer text,
  error text,
  -- null: waiting.
  outcome text check (outcome in ('delivered', 'failed', 'dropped')),
  forget_at timestamptz,
  check ((outcome is null) = (forget_at is null))
);
create index deliveries_waiting on deliveries (receiver, id) where outcome is null;
-- What is to be tried again holds back what has the same key.
create index deliveries_failing on deliveries (receiver, order_key) where outcome is null and attempts > 0;
create index deliveries_of_receiver on deliveries (receiver, id desc);
create index deliveries_by_end on deliveries (forget_at) where forget_at is not null;
create index deliveries_of_app on deliveries (app_id) where app_id is not null;

-- One process at a time delivers to a receiver. A process that ends without a word has it until the lease is over.
create table delivery_leases (
  receiver text collate "C" primary key,
  holder text collate "C" not null,
  until timestamptz not null
);

-- Where an account wants to hear of its bills; without an account: of all accounts.
create table endpoints (
  id text collate "C" primary key,
  account_id text collate "C" references accounts,
  url text not null,
  events text[] not null,
  secret text not null,
  -- Signs too, until then (technical time).
  previous_secret text,
  previous_until timestamptz,
  created_by text not null,
  created_at timestamptz not null,
  check ((previous_secret is null) = (previous_until is null))
);
create index endpoints_of_account on endpoints (account_id);
