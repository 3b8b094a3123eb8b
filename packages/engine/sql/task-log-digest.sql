-- The newest digest of the log of a task ($1).
select last_line as "Lines", bytes as "Bytes", digest as "Digest"
from server.task_log_chunks
where task_id = $1
order by last_line desc
limit 1
