-- $1 time; $2 limit. Schedules that last ran after that time.
select id from server.schedule_runs where last_run > $1::timestamptz order by id limit $2::bigint
