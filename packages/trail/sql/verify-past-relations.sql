-- $1 the number of the last event of the page before; $2 events. The events of the documents whose
-- states older events relate to, oldest first.
select e.id as number, e.body
from trail.event_terms t join trail.events e on e.id = t.event_id
where t.term in ('type:projects', 'type:tenants') and t.event_id > $1::bigint
order by t.event_id
limit $2::bigint
