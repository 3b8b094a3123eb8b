-- $1 limit. Numbers that wait for a place in the ledger though there is no such event, or though it
-- has its place.
select q.event_id as number, e.id is null as "isGone"
from trail.unsequenced q
left join trail.events e on e.id = q.event_id
where e.id is null or exists (select from trail.ledger_entries l where l.event_id = q.event_id)
order by q.event_id
limit $1::bigint
