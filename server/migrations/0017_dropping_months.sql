-- Replaced: what was written into the part after it was found empty stays. Nobody writes while the lock is held.
-- False: somebody reads or writes for long, or it is not empty. It is tried again; a lock that waits would make everybody wait behind it.
create or replace function drop_message_month(the_month date) returns boolean language plpgsql as $$
declare
  is_used boolean;
begin
  perform pg_advisory_xact_lock(hashtext('message months'));
  perform set_config('lock_timeout', '500ms', true);
  if to_regclass(message_month_table(the_month)) is not null then
    lock table only messages in access exclusive mode;
    execute format('select exists (select from %I)', message_month_table(the_month)) into is_used;
    if is_used then return false; end if;
    execute format('drop table %I', message_month_table(the_month));
  end if;
  delete from message_months where month = the_month;
  return true;
exception when lock_not_available then
  return false;
end $$;
