-- $1 last number seen; $2 limit. The fields of tasks that never change, and the codes of the rows.
select number, id, space_id, name, description, arguments, deployment_id, runbook_run_id, project_id,
  environment_id, tenant_id, runbook_id, queued_by, lane, queue_time, queue_time_expiry, mac
from server.tasks
where number > $1::bigint
order by number
limit $2::bigint
