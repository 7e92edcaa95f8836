-- A key names a message of any two users by its second. Messages lie in the order of time, so that ranges of pages are enough to find them,
-- and writing costs next to nothing.
create index messages_at on messages using brin (at) with (pages_per_range = 32, autosummarize = on);
