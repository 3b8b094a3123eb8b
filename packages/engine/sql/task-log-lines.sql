-- The lines of a task's log ($1) with some numbers ($2), in order.
select number, activity_id, category, occurred, text
from server.task_log
where task_id = $1 and number = any($2::bigint[])
order by number
