-- Days that close, logins that are counted, and bills.

alter table installation
  -- First day of the first month that is billed: that in which this version first started.
  add column billed_from date,
  -- The last billing day that is closed: nothing is written under it or an earlier one any more.
  add column closed_through date,
  add column last_bill_number int not null default 0;

-- Taken shared by whoever writes what is billed, before any row of an account or an app, and exclusively by closing: the day that is
-- open now stays so until the transaction ends. A statement of its own sees what was committed while it waited. Returns the last closed day.
create function hold_days() returns date language plpgsql as $$
begin
  perform pg_advisory_xact_lock_shared(hashtext('billing days'), 0);
  return (select closed_through from installation);
end $$;

-- The last one to say no: whoever writes holds the days and has looked before.
create function refuse_closed_day() returns trigger language plpgsql as $$
begin
  if new.day <= (select closed_through from installation) then
    raise exception 'The billing day % is closed', new.day;
  end if;
  return new;
end $$;
create trigger ledger_day_is_open before insert on ledger_entries for each row execute function refuse_closed_day();
create trigger app_day_is_open before insert or update on app_days for each row execute function refuse_closed_day();

-- Distinct users that logged in on a day. Written only by limits/.
create table login_days (
  app_id bigint not null references apps,
  day date not null,
  user_id text collate "C" not null,
  primary key (app_id, day, user_id)
);
create trigger login_day_is_open before insert on login_days for each row execute function refuse_closed_day();

-- One row for each user in the order given, with what became of the login; no row: the app has another revision, nothing was written. One
-- row without user: the day is closed. Locks: days, app, and the day of the app. Who has logged in on the day before waits for nobody.
create function log_in_users(
  the_app bigint, the_revision bigint, the_day date, the_users text[], users_max int, daily_users_max int, at timestamptz
) returns table (user_id text, outcome text)
language plpgsql set enable_seqscan = off as $$
#variable_conflict use_column
declare
  counts record;
  candidate record;
  dau_before int;
  counted text[] := '{}';
  made text[] := '{}';
begin
  if the_day <= hold_days() then outcome := 'dayClosed'; return next; return; end if;
  perform from apps where id = the_app and revision = the_revision for key share;
  if not found then return; end if;
  if not exists (
    select from unnest(the_users) as wanted (user_id)
    where not exists (select from login_days where app_id = the_app and day = the_day and login_days.user_id = wanted.user_id)
      or not exists (select from im_users where app_id = the_app and im_users.user_id = wanted.user_id)
  ) then
    return query select wanted.user_id, 'in' from unnest(the_users) with ordinality as wanted (user_id, place) order by place;
    return;
  end if;

  select user_count into counts from apps where id = the_app for no key update;
  dau_before := coalesce((select dau from app_days where app_id = the_app and day = the_day), 0);
  for candidate in
    select
      wanted.user_id,
      exists (select from im_users where app_id = the_app and im_users.user_id = wanted.user_id) as is_user,
      exists (select from login_days where app_id = the_app and day = the_day and login_days.user_id = wanted.user_id) as is_counted
    from unnest(the_users) with ordinality as wanted (user_id, place)
    order by place
  loop
    outcome := case
      when not (candidate.is_counted or candidate.user_id = any(counted))
        and dau_before + cardinality(counted) >= daily_users_max then 'dailyLimit'
      when not (candidate.is_user or candidate.user_id = any(made)) and counts.user_count + cardinality(made) >= users_max then 'userLimit'
      else 'in'
    end;
    if outcome = 'in' and not candidate.is_counted and not candidate.user_id = any(counted) then counted := counted || candidate.user_id; end if;
    if outcome = 'in' and not candidate.is_user and not candidate.user_id = any(made) then made := made || candidate.user_id; end if;
    user_id := candidate.user_id;
    return next;
  end loop;

  if made <> '{}' then
    insert into im_users (app_id, user_id, created_at, created_day) select the_app, new_user, at, the_day from unnest(made) as new_user;
    update apps set user_count = user_count + cardinality(made) where id = the_app;
    insert into user_days (app_id, day, registered, at_end)
    values (the_app, the_day, cardinality(made), counts.user_count + cardinality(made))
    on conflict (app_id, day) do update set registered = user_days.registered + excluded.registered, at_end = excluded.at_end;
  end if;
  if counted <> '{}' then
    insert into login_days (app_id, day, user_id) select the_app, the_day, login from unnest(counted) as login;
    insert into app_days (app_id, day, dau, peak_groups, groups_at_end)
    select the_app, the_day, cardinality(counted), group_count, group_count from apps where id = the_app
    on conflict (app_id, day) do update set dau = app_days.dau + excluded.dau;
  end if;
end $$;

-- The rate at which bills of an account are taxed, from a day on: the last entry of a day counts. Without any: 0.
create table account_tax_rates (
  id bigint generated always as identity primary key,
  account_id text collate "C" not null references accounts,
  day date not null,
  at timestamptz not null,
  basis_points int not null check (basis_points between 0 and 10000),
  actor jsonb not null
);
create index tax_rates_of_account on account_tax_rates (account_id, day, id);
create trigger tax_rates_are_append_only before update or delete on account_tax_rates for each row execute function refuse_change();
create trigger tax_rate_day_is_open before insert on account_tax_rates for each row execute function refuse_closed_day();

-- A month that is closed, as it was then: what its bills are made from beside the days. Issued account by account, by id.
create table billing_months (
  month text collate "C" primary key,
  closed_at timestamptz not null,
  -- PLENUM_CHARGES at the close: what was off then is never owed.
  charges boolean not null,
  -- The price books that were valid in it.
  books jsonb not null,
  after_account text collate "C",
  accounts_done int not null default 0,
  bills_issued int not null default 0,
  finished_at timestamptz
);

create table bills (
  -- Consecutive over the installation, without holes.
  number int primary key,
  account_id text collate "C" not null references accounts,
  month text collate "C" not null references billing_months,
  issued_at timestamptz not null,
  -- The exact text that was hashed.
  text text not null,
  hash text collate "C" not null,
  -- What it was made from, whose SHA-256 stands in the text.
  facts text not null,
  unique (account_id, month)
);
create trigger bills_are_append_only before update or delete on bills for each row execute function refuse_change();

-- What was wrong on a bill is set right by a line on the next one.
create table bill_adjustments (
  id bigint generated always as identity primary key,
  account_id text collate "C" not null references accounts,
  -- It stands on the bill of this day's month.
  day date not null,
  at timestamptz not null,
  corrects_number int not null references bills,
  amount_cents bigint not null check (amount_cents <> 0),
  -- Of the bill it corrects.
  tax_basis_points int not null,
  reason text not null check (length(reason) between 1 and 500),
  actor jsonb not null
);
create index adjustments_of_account on bill_adjustments (account_id, day, id);
create trigger adjustments_are_append_only before update or delete on bill_adjustments for each row execute function refuse_change();
create trigger adjustment_day_is_open before insert on bill_adjustments for each row execute function refuse_closed_day();
