-- What the owner of an app has set under Feature Configuration; what is absent has its documented default (contract/src/control/apps/settings.ts).
alter table apps add column settings jsonb not null default '{}';
