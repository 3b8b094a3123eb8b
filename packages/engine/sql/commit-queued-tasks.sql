-- Part of a commit: new tasks.
insert into server.tasks (
  id, number, space_id, name, description, arguments, deployment_id, runbook_run_id, project_id,
  environment_id, tenant_id, runbook_id, queued_by, lane, state, queue_time, queue_time_expiry,
  last_updated, mac
)
select id, split_part(id, '-', 2)::bigint, space_id, name, description, arguments, deployment_id,
  runbook_run_id, project_id, environment_id, tenant_id, runbook_id, queued_by, lane, 'Queued',
  queue_time, queue_time_expiry, last_updated, mac
from json_to_recordset($rows::json) as t (
  id text, space_id text, name text, description text, arguments jsonb, deployment_id text,
  runbook_run_id text, project_id text, environment_id text, tenant_id text, runbook_id text,
  queued_by text, lane text, queue_time timestamptz, queue_time_expiry timestamptz,
  last_updated timestamptz, mac text
)
returning id
