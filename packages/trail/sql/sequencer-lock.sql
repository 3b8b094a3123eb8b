-- $1 key. One sequencer at a time, whichever server it runs in; freed with the session.
select pg_try_advisory_lock($1::bigint) as held
