-- $1 and $2 last event number and member seen; $3 limit. Values of personal members with the bodies
-- of their events.
select p.event_id as number, p.member, p.salt, p.value, e.body
from trail.event_personal p left join trail.events e on e.id = p.event_id
where (p.event_id, p.member) > ($1::bigint, $2::text)
order by p.event_id, p.member
limit $3::bigint
