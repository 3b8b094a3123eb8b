-- The number of events that are not in the ledger yet, and the time of the first of them.
select count(*) as waiting, min(e.occurred) as since
from trail.unsequenced u join trail.events e on e.id = u.event_id
