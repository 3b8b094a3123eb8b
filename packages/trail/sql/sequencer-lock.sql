-- $1 key. One sequencer at a time, whichever server it runs in; freed with the transaction.
select pg_try_advisory_xact_lock($1::bigint) as held
