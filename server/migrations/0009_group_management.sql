-- The least role that may read and write a declared field from a client; the app's server always may.
alter table custom_fields
  add column readable_by text not null default 'everyone' check (readable_by in ('app', 'owner', 'admin', 'member', 'everyone')),
  add column writable_by text not null default 'app' check (writable_by in ('app', 'owner', 'admin', 'member', 'everyone'));
