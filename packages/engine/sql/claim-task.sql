-- Takes the next task that may run: $1 server, $2 now, $3 until when it must say so again, $4 kinds.
-- Queued ones whose time has come, unless their space's queue is stopped or their lane is taken; and
-- those that run but are nobody's: an interruption was answered, or they were cancelled meanwhile.
-- The index tasks_in_lane refuses the second of two servers that took two tasks of a lane at once.
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
