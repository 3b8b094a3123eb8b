-- $1 last number seen; $2 limit. Events that have no place in the ledger, and whether they wait.
select e.id as number, q.event_id is not null as waits,
  to_char(e.occurred at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as occurred,
  e.space_id, e.scopes, e.body, encode(e.digest, 'hex') as digest
from trail.events e left join trail.unsequenced q on q.event_id = e.id
where e.id > $1::bigint
  and not exists (select from trail.ledger_entries l where l.event_id = e.id)
order by e.id
limit $2::bigint
