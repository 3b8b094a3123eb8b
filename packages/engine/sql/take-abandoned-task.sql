-- Takes over a task whose server has not said for too long that it has it, or that this server ($1)
-- had before it was started anew: all but those it has now ($4). $2 now, $3 until when.
update server.tasks set lease_holder = $1, lease_until = $3::timestamptz
where id = (
  select t.id from server.tasks t
  where t.lease_holder is not null
    and (t.lease_until < $2::timestamptz or (t.lease_holder = $1 and t.id <> all($4::text[])))
  order by t.number
  limit 1
  for update skip locked
)
returning *
