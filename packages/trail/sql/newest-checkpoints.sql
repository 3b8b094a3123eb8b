-- $1 rows to pass over; $2 limit. Newest first; whether they are the ledger's is for its key to say.
select size, root, note, signed_on from trail.ledger_checkpoints
order by size desc, id desc
offset $1::bigint
limit $2::bigint
