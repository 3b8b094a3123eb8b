-- The last $2 lines of a task's log ($1), or all for null, in order; of these only the last ones, until they
-- have $3 bytes.
select number, activity_id, category, occurred, text
from (
  select l.*, sum(octet_length(l.text)) over (
    order by l.number desc rows between unbounded preceding and 1 preceding
  ) as bytes_after
  from server.task_log l
  where l.task_id = $1
  order by l.number desc
  limit $2::bigint
) as l
where coalesce(l.bytes_after, 0) < $3::bigint
order by number
