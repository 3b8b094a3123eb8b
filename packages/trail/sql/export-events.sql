-- $1 first index; $2 index after the last. Events in the order of the ledger.
select l.index, l.event_id as number, e.body
from trail.ledger_entries l left join trail.events e on e.id = l.event_id
where l.index >= $1::bigint and l.index < $2::bigint
order by l.index
