-- $1 first index; $2 index after the last.
select index, digest from trail.ledger_entries
where index >= $1::bigint and index < $2::bigint
order by index
