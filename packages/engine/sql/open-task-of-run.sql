-- The task of a deployment or a runbook run ($1), if it has not ended.
select id from server.tasks
where $1 in (deployment_id, runbook_run_id) and state in ('Queued', 'Executing', 'Cancelling')
