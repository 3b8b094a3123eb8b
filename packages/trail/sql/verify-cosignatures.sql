-- $1 rows to pass over; $2 limit. Cosignatures, each with the notes of its size and root, if any.
select c.size, c.witness, c.line, array(
  select p.note from trail.ledger_checkpoints p where p.size = c.size and p.root = c.root
) as notes
from trail.ledger_cosignatures c
order by c.size, c.root, c.witness, c.signed_on
offset $1::bigint
limit $2::bigint
