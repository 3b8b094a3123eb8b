-- Takes over a task whose lease has expired, or that this server ($1) ran before it was restarted:
-- any of its leases except for the tasks that it runs now ($4). $2 now, $3 end of the lease.
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
