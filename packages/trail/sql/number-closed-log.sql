-- $1 number of the log that close-log.sql closes.
select set_config('indelible.closed_log', ($1::integer)::text, true)
