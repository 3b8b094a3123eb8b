-- $1 event numbers.
select event_id as number, member, salt, value
from trail.event_personal
where event_id = any($1::bigint[])
