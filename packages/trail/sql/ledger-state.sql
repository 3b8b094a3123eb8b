-- The number of entries, from the last index, whether no event was ever recorded, the statements that
-- replaced keys, and some rows of the queue that were set aside and are not in the ledger now, or
-- were in it before.
select
  coalesce((select max(index) + 1 from trail.ledger_entries), 0) as size,
  not exists (select from trail.events) and not exists (select from trail.unsequenced) as "isNew",
  array(select note from trail.ledger_key_changes order by id limit 1000) as statements,
  (
    select coalesce(json_agg(json_build_object('number', r.event_id, 'reason', r.reason)), '[]')
    from (
      select s.event_id, s.reason from trail.set_aside s
      where s.reason = 'it is in the ledger already'
        or not exists (select from trail.ledger_entries l where l.event_id = s.event_id)
      order by s.event_id, s.reason
      limit 20
    ) as r
  ) as "setAside"
