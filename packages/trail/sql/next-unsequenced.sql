-- $1 limit of rows; $2 limit of bytes, which the first row may exceed. The queue of the sequencer in
-- the order of the events' numbers, with invalid rows too. The events of a transaction that commits
-- late are in a later batch: none is skipped.
select w.number, w.place, e.id is not null as found,
  to_char(e.occurred at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as occurred,
  e.space_id, e.scopes, e.body, encode(e.digest, 'hex') as digest
from (
  select u.event_id as number, l.index as place,
    sum(octet_length(s.body)) over (order by u.event_id) - octet_length(s.body) as bytes_before
  from (select event_id from trail.unsequenced order by event_id limit $1::bigint) as u
  left join trail.ledger_entries l on l.event_id = u.event_id
  left join trail.events s on s.id = u.event_id
) as w
left join trail.events e on e.id = w.number
where coalesce(w.bytes_before, 0) < $2::bigint
order by w.number
