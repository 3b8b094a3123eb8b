-- $1 offset; $2 limit. Newest first.
select c.size, c.root, trail.cosigned_note(c) as note, c.signed_on, count(*) over () as total
from trail.ledger_checkpoints c
order by size desc
offset $1::bigint
limit $2::bigint
