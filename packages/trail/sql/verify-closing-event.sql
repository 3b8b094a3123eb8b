-- $1 number of an event; $2 number of a closed log. Its body, and whether it is the first entry of the
-- log after that one.
select e.body, e.id = coalesce(
  (select c.event_id from trail.closed_entries c where c.log = $2::integer + 1 and c.index = 0),
  (select l.event_id from trail.ledger_entries l where l.index = 0)
) as "isFirst"
from trail.events e
where e.id = $1::bigint
