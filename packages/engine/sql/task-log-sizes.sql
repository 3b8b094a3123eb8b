-- The numbers and bytes of the lines of a task's log ($1), by activity, in order.
select activity_id, array_agg(number::integer order by number) as numbers,
  array_agg(octet_length(text) order by number) as bytes
from server.task_log
where task_id = $1
group by activity_id
