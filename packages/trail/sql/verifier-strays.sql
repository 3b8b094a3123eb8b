-- $1 last number seen; $2 limit. The next events: the last number, null if there is none, and the
-- numbers of those that are neither in the ledger nor wait for their place in it.
select max(e.id) as last,
  coalesce(json_agg(e.id) filter (where
    not exists (select from trail.ledger_entries l where l.event_id = e.id)
    and not exists (select from trail.unsequenced q where q.event_id = e.id)
  ), '[]') as strays
from (
  select id from trail.events where id > $1::bigint order by id limit $2::bigint
) as e
