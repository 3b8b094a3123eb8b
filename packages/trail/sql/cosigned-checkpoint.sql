-- The newest checkpoint with its cosignatures.
select c.size, c.root, trail.cosigned_note(c) as note, c.signed_on
from trail.ledger_checkpoints c
order by c.size desc
limit 1
