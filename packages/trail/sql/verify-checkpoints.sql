-- $1 last size seen; $2 limit.
select size, root, note from trail.ledger_checkpoints
where size > $1::bigint
order by size
limit $2::bigint
