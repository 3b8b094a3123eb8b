-- $1 last index seen; $2 index after the last; $3 limit; $4 bytes of bodies, which only the first may
-- exceed. Entries of the ledger in order, each with the event it names.
select index, number, encode(leaf, 'hex') as leaf, found,
  to_char(occurred at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as occurred,
  space_id, scopes, body, encode(digest, 'hex') as digest
from (
  select p.*, coalesce(sum(octet_length(p.body)) over (order by p.index), 0)
    - coalesce(octet_length(p.body), 0) as before
  from (
    select l.index, l.event_id as number, l.digest as leaf, e.id is not null as found, e.occurred,
      e.space_id, e.scopes, e.body, e.digest
    from trail.ledger_entries l left join trail.events e on e.id = l.event_id
    where l.index > $1::bigint and l.index < $2::bigint
    order by l.index
    limit $3::bigint
  ) as p
) as e
where before <= $4::bigint
order by index
