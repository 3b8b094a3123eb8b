-- $1 level; $2 first index; $3 index after the last.
select index, root from trail.ledger_tiles
where level = $1::integer and index >= $2::bigint and index < $3::bigint
order by index
