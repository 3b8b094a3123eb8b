-- $1 last number seen; $2 limit. The fields of tasks that never change, and the codes of the rows.
-- `isOld`: it ended in an earlier version, which gave it no code; nothing was stated of it.
select t.number, t.id, t.space_id, t.name, t.description, t.arguments, t.deployment_id,
  t.runbook_run_id, t.project_id, t.environment_id, t.tenant_id, t.runbook_id, t.queued_by, t.lane,
  t.queue_time, t.queue_time_expiry, t.mac,
  t.mac is null and t.record is null and t.state not in ('Queued', 'Executing', 'Cancelling')
    and not exists (
      select from trail.event_terms m join trail.events e on e.id = m.event_id
      where m.term = t.id and strpos(e.body, '"Task":{') > 0
    ) as "isOld"
from server.tasks t
where t.number > $1::bigint
order by t.number
limit $2::bigint
