-- All closed logs, oldest first.
select number, origin, verifier_key as "verifierKey", size, root, note, missing,
  event_id as "eventNumber", closed_on as "closedOn"
from trail.closed_logs
order by number
