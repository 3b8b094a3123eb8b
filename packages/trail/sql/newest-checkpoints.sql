-- $1 rows to skip; $2 limit. Newest first. The caller checks the signatures.
select size, root, note, signed_on from trail.ledger_checkpoints
order by size desc, id desc
offset $1::bigint
limit $2::bigint
