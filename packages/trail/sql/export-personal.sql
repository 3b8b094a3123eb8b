-- $1 first index; $2 index after the last. Values of personal members, in the order of the ledger.
select p.event_id as number, p.member, p.salt, p.value
from trail.ledger_entries l join trail.event_personal p on p.event_id = l.event_id
where l.index >= $1::bigint and l.index < $2::bigint
order by l.index, p.member collate "C"
