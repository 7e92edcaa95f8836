-- "Before" callbacks stand among the deliveries of their app too, when they have ended. What became of what was asked about; null: it was
-- told after the fact.
alter table deliveries add column verdict text collate "C" check (
  verdict in ('allowed', 'changed', 'refused', 'dropped', 'unanswered_allowed', 'unanswered_refused')
);
-- So many of a receiver are kept.
create index deliveries_asked on deliveries (receiver, id desc) where verdict is not null;
