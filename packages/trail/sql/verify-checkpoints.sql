-- $1 last size seen and $2 id of its row; $3 greatest size; $4 limit.
select size, root, note, id from trail.ledger_checkpoints
where size >= $1::bigint and (size, id) > ($1::bigint, $2::bigint) and size <= $3::bigint
order by size, id
limit $4::bigint
