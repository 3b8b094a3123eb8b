-- Part of a commit: changed tasks. The lease ends of a task that has completed or waits for an answer.
update server.tasks as t
set version = t.version + 1, state = c.state, start_time = c.start_time,
  completed_time = c.completed_time, last_updated = c.last_updated,
  error_message = c.error_message, has_warnings = c.has_warnings,
  has_pending_interruptions = c.has_pending_interruptions, server_node = c.server_node,
  progress = c.progress, record = c.record, record_mac = c.record_mac,
  lease_holder = case when c.keeps_lease then t.lease_holder end,
  lease_until = case when c.keeps_lease then t.lease_until end
from json_to_recordset($rows::json) as c (
  id text, version bigint, state text, start_time timestamptz, completed_time timestamptz,
  last_updated timestamptz, error_message text, has_warnings boolean,
  has_pending_interruptions boolean, server_node text, progress text, record text,
  record_mac text, keeps_lease boolean
)
where t.id = c.id and t.version = c.version
returning t.id
