-- The events that are recorded now: the first entries of the ledger, this many, and the events that are
-- not in it, also those that are not in its queue either.
select
  (select coalesce(max(l.index) + 1, 0) from trail.ledger_entries l) as size,
  array(
    select e.id from trail.events e
    where not exists (select 1 from trail.ledger_entries l where l.event_id = e.id)
  ) as waiting
