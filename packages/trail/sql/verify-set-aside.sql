-- $1 limit. Rows of the queue that were set aside and are not in the ledger now, or were in it before.
select s.event_id as number, s.reason
from trail.set_aside s
where s.reason = 'it is in the ledger already'
  or not exists (select from trail.ledger_entries l where l.event_id = s.event_id)
order by s.event_id, s.reason
limit $1::bigint
