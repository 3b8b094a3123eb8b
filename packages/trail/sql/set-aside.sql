-- $1 numbers of events in the queue and $2 why they cannot be added to the ledger; $3 time.
with taken as (
  delete from trail.unsequenced u using unnest($1::bigint[]) as n (event_id)
  where u.event_id = n.event_id
)
insert into trail.set_aside (event_id, reason, set_aside_on)
select n.event_id, n.reason, $3::timestamptz
from unnest($1::bigint[], $2::text[]) as n (event_id, reason)
on conflict do nothing
