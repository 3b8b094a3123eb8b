-- $1 log; $2 first index; $3 limit. Entries of a closed log, each with the index of its event in the
-- current log, null if the event has none.
select c.index, c.digest, l.index as place
from trail.closed_entries c left join trail.ledger_entries l on l.event_id = c.event_id
where c.log = $1::integer and c.index >= $2::bigint
order by c.index
limit $3::bigint
