select size, root, note, signed_on from trail.ledger_checkpoints order by size desc limit 1
