-- Notices of what somebody did, and of sign-ins: not shown to who did it, some shown to one person alone, and not sent by mail.

alter table notices
  -- The person or API key.
  add column made_by text collate "C",
  -- null: for all persons of the account who may see it.
  add column person_id text collate "C",
  add column by_mail boolean not null default true;

drop index notices_to_mail;
create index notices_to_mail on notices (id) where mailed_at is null and by_mail;
