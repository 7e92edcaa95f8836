-- Where the manual clock is being moved to: whoever asks meanwhile learns how far it has come.
alter table installation
  add column clock_moving_from timestamptz,
  add column clock_moving_to timestamptz,
  -- The sweep under way.
  add column clock_running text;
