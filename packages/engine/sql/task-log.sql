-- The lines of a task's log ($1), in order; only the last $2, or all for null.
select number, activity_id, category, occurred, text
from (
  select * from server.task_log where task_id = $1 order by number desc limit $2::bigint
) as l
order by number
