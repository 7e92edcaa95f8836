-- What the operator has set for all apps: rates and quotas by name. What is set for an app alone comes before it.
alter table installation add column rates jsonb not null default '{}';
