-- When schedules ($1) last ran; those that never ran are left out.
select id, last_run from server.schedule_runs where id = any($1::text[])
