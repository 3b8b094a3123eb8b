-- $1 task; $2 last line seen; $3 limit. Lines, with the digest of the chunk that ends with each, if
-- one does.
select l.number, l.activity_id, l.category, l.occurred, l.text, c.digest
from server.task_log l
left join server.task_log_chunks c on c.task_id = l.task_id and c.last_line = l.number
where l.task_id = $1 and l.number > $2
order by l.number
limit $3::bigint
