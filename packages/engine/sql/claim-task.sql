-- Leases the next task that may run to a server: $1 server, $2 now, $3 end of the lease, $4 kinds.
-- These are queued tasks whose queue time has passed, unless the queue of their space is stopped or
-- another task of their lane runs; and started tasks without a lease: their interruption was answered,
-- or they were cancelled while they waited.
-- The index tasks_in_lane refuses the second of two servers that claim tasks of one lane at once.
update server.tasks set lease_holder = $1, lease_until = $3::timestamptz
where id = (
  select t.id
  from server.tasks t
  where t.state in ('Queued', 'Executing', 'Cancelling')
    and t.lease_holder is null
    and t.name = any($4::text[])
    and case t.state
      when 'Queued' then (
        t.queue_time <= $2::timestamptz
        and not exists (
          select from trail.documents s
          where s.id = t.space_id and s.body -> 'TaskQueueStopped' = 'true'
        )
        and not exists (
          select from server.tasks o
          where o.lane = t.lane
            and (o.lease_holder is not null or o.state in ('Executing', 'Cancelling'))
        )
      )
      when 'Executing' then not t.has_pending_interruptions
      else true
    end
  order by t.state = 'Queued', t.queue_time, t.number
  limit 1
  for update of t skip locked
)
returning *
