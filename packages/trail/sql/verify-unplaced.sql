-- $1 last number seen; $2 limit; $3 bytes of bodies, which only the first may exceed. Events that have
-- no place in the ledger, and whether they wait.
select number, waits,
  to_char(occurred at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as occurred,
  space_id, scopes, body, encode(digest, 'hex') as digest
from (
  select p.*, sum(octet_length(p.body)) over (order by p.number) - octet_length(p.body) as before
  from (
    select e.id as number, q.event_id is not null as waits, e.occurred, e.space_id, e.scopes, e.body,
      e.digest
    from trail.events e left join trail.unsequenced q on q.event_id = e.id
    where e.id > $1::bigint
      and not exists (select from trail.ledger_entries l where l.event_id = e.id)
    order by e.id
    limit $2::bigint
  ) as p
) as e
where before <= $3::bigint
order by number
