-- $1 last index seen; $2 limit. Entries of the ledger in order, each with the event it names.
select l.index, l.event_id as number, encode(l.digest, 'hex') as leaf, e.id is not null as found,
  to_char(e.occurred at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as occurred,
  e.space_id, e.scopes, e.body, encode(e.digest, 'hex') as digest
from trail.ledger_entries l left join trail.events e on e.id = l.event_id
where l.index > $1::bigint
order by l.index
limit $2::bigint
