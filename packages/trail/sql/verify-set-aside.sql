-- $1 limit. Rows of the queue that were set aside and still have no place, or never needed one.
select s.event_id as number, s.reason
from trail.set_aside s
where s.reason = 'it has a place already'
  or not exists (select from trail.ledger_entries l where l.event_id = s.event_id)
order by s.event_id, s.reason
limit $1::bigint
