-- $1 key. One sequencer at a time, in any server; released at the end of the session.
select pg_try_advisory_lock($1::bigint) as held
