-- $1 ids. Tasks; `found` is false for one that is gone. Each with the events of its life, newest first,
-- a line each: canonical JSON has no line breaks.
select i.id, t.id is not null as found, t.state, t.start_time, t.completed_time, t.server_node,
  t.has_warnings, t.error_message, t.queued_by, t.mac is not null as "hasMac", t.record,
  t.record_mac as "recordMac",
  coalesce(t.deployment_id, t.runbook_run_id) as run, coalesce(e.bodies, '') as bodies
from unnest($1::text[]) as i (id)
left join server.tasks t on t.id = i.id
cross join lateral (
  select string_agg(n.body, E'\n' order by n.id desc) as bodies
  from (
    select e.id, e.body
    from trail.event_terms m join trail.events e on e.id = m.event_id
    where m.term = i.id and e.body ~
      '"Category":"([A-Za-z]+(Queued|Started|Resumed|Succeeded|Failed)|TaskCanceled|TaskStateChanged)"'
    order by e.id desc
    limit 1000
  ) as n
) as e
