-- Whom an app asks before, and tells after, by HTTP.

create table app_callbacks (
  app_id bigint primary key references apps,
  url text not null,
  -- Those that are switched on, as the dialect calls them.
  commands text[] not null default '{}',
  -- A "before" callback without an answer: refuse, instead of going on.
  refuses_unanswered boolean not null default false,
  -- "After" callbacks that did not arrive are tried again.
  retries boolean not null default false,
  -- null: calls are not signed. The token is that of Sign, the secret that of webhook-signature.
  token text,
  secret text,
  -- Until then (technical time) Sign is made with the token before, and the secret before signs too.
  previous_token text,
  previous_secret text,
  previous_until timestamptz,
  -- Shown to receivers, in PEM.
  certificate text,
  certificate_key text,
  -- The last time that "before" callbacks were not asked because the receiver had failed too often (technical time).
  paused_at timestamptz,
  paused_until timestamptz,
  pause_reason text,
  -- "After" callbacks that were thrown away because too many waited.
  dropped bigint not null default 0,
  dropped_at timestamptz,
  check ((token is null) = (secret is null))
);

