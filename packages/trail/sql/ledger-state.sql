-- The number of entries, from the last index, and whether no event was ever recorded.
select
  coalesce((select max(index) + 1 from trail.ledger_entries), 0) as size,
  not exists (select from trail.events) and not exists (select from trail.unsequenced) as "isNew"
