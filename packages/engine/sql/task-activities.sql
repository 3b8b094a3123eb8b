-- The activities of a task ($1), parents before children, and the number of its last log line.
select a.id, a.parent_id, a.place, a.name, a.status, a.started, a.ended,
  (select coalesce(max(l.number), 0) from server.task_log l where l.task_id = $1) as last_line
from server.task_activities a
where a.task_id = $1
order by a.place
