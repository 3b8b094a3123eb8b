-- $1 limit. The queue of the sequencer in the order of the events' numbers, with invalid rows too. The
-- events of a transaction that commits late are in a later batch: none is skipped.
select u.event_id as number, l.index as place, encode(e.digest, 'hex') as digest,
  octet_length(e.body) as bytes
from (select event_id from trail.unsequenced order by event_id limit $1::bigint) as u
left join trail.ledger_entries l on l.event_id = u.event_id
left join trail.events e on e.id = u.event_id
order by u.event_id
