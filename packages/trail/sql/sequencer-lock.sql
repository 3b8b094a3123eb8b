-- $1 key. One sequencer at a time, in any server; released at the end of the transaction.
select pg_try_advisory_xact_lock($1::bigint) as held
