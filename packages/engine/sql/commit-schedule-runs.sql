-- Part of a commit: schedules that move on. Nothing is touched, and so nothing of the commit happens,
-- when another server moved one on since it was looked at.
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
