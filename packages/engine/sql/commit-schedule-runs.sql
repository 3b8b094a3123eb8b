-- Part of a commit: the last runs of schedules. It writes nothing, so that the commit is stale, when
-- another server has changed the last run of one since it was read.
insert into server.schedule_runs as s (id, last_run)
select id, last_run
from json_to_recordset($rows::json) as r (id text, before timestamptz, last_run timestamptz)
on conflict (id) do update set last_run = excluded.last_run
where s.last_run = (
  select r.before
  from json_to_recordset($rows::json) as r (id text, before timestamptz)
  where r.id = s.id
)
returning id
