-- Adds lines ($2, json) to the log of a task ($1), and inserts or updates its activities ($3, json).
-- $4: a list of the digest of all lines up to the last of these; empty without lines.
with added as (
  insert into server.task_log (task_id, number, activity_id, category, occurred, text)
  select $1, number, activity_id, category, occurred, text
  from json_to_recordset($2::json) as l (
    number bigint, activity_id text, category text, occurred timestamptz, text text
  )
),
chunk as (
  insert into server.task_log_chunks (task_id, last_line, bytes, digest)
  select $1, "Lines", "Bytes", "Digest"
  from json_to_recordset($4::json) as c ("Lines" bigint, "Bytes" bigint, "Digest" text)
)
insert into server.task_activities as a
  (task_id, id, parent_id, place, name, status, started, ended)
select $1, id, parent_id, place, name, status, started, ended
from json_to_recordset($3::json) as n (
  id text, parent_id text, place integer, name text, status text, started timestamptz,
  ended timestamptz
)
on conflict (task_id, id) do update
set status = excluded.status, started = excluded.started, ended = excluded.ended
