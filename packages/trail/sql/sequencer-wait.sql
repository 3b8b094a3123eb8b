-- $1 key. The same lock, waited for.
select true as held from (select pg_advisory_lock($1::bigint)) as l
