-- $1 limit. Committed events without a place in the ledger, in the order of their numbers. The
-- events of a transaction that commits late are in a later batch: none is skipped.
select e.id, e.digest
from trail.unsequenced u join trail.events e on e.id = u.event_id
order by u.event_id
limit $1::bigint
