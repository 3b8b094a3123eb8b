-- Lines of a task's log ($1) after a number ($2); at most $3.
select number, activity_id, category, occurred, text
from server.task_log
where task_id = $1 and number > $2
order by number
limit $3::bigint
