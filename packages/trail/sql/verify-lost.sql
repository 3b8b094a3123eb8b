-- $1 limit. Numbers that wait for a place in the ledger though there is no such event.
select q.event_id as number
from trail.unsequenced q
where not exists (select from trail.events e where e.id = q.event_id)
order by q.event_id
limit $1::bigint
