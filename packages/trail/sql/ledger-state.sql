-- The number of entries, from the last index, whether no event was ever recorded, and the statements
-- that replaced keys.
select
  coalesce((select max(index) + 1 from trail.ledger_entries), 0) as size,
  not exists (select from trail.events) and not exists (select from trail.unsequenced) as "isNew",
  array(select note from trail.ledger_key_changes order by id limit 1000) as statements
