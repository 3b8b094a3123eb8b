-- Numbers of logs that have entries or checkpoints among the closed ones, but were not closed.
select distinct o.log
from (
  select log from trail.closed_entries union select log from trail.closed_checkpoints
) as o
where not exists (select from trail.closed_logs l where l.number = o.log)
order by o.log
