-- Events that wait for their place, and since when the first of them does.
select count(*) as waiting, min(e.occurred) as since
from trail.unsequenced u join trail.events e on e.id = u.event_id
