-- $1 task.
select id, parent_id, place, name, status, started, ended
from server.task_activities
where task_id = $1
order by place, id
