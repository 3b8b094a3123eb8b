-- $1 offset; $2 limit. Newest first.
select size, root, note, signed_on, count(*) over () as total
from trail.ledger_checkpoints
order by size desc, id desc
offset $1::bigint
limit $2::bigint
