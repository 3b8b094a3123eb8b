-- $1 the number of the last event of the page before; $2 events; $3 bytes of bodies, which only the
-- first may exceed. The events of the documents whose states older events relate to, oldest first.
select number, body
from (
  select p.*, sum(octet_length(p.body)) over (order by p.number) - octet_length(p.body) as before
  from (
    select e.id as number, e.body
    from trail.event_terms t join trail.events e on e.id = t.event_id
    where t.term in ('type:projects', 'type:tenants') and t.event_id > $1::bigint
    order by t.event_id
    limit $2::bigint
  ) as p
) as e
where before <= $3::bigint
order by number
