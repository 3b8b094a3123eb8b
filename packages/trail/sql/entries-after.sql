-- $1 first index; $2 limit. Entries with their events, as the sequencer checks them.
select l.index, l.event_id as number, encode(l.digest, 'hex') as leaf, e.id is not null as found,
  null::bigint as place,
  to_char(e.occurred at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as occurred,
  e.space_id, e.scopes, e.body, encode(e.digest, 'hex') as digest
from trail.ledger_entries l left join trail.events e on e.id = l.event_id
where l.index >= $1::bigint
order by l.index
limit $2::bigint
