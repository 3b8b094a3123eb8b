-- The ids of a page of tasks, newest first: $15 offset, $16 limit.
select t.id from server.tasks t
/* filter */
order by t.number desc
offset $15::bigint
limit $16::bigint
