-- $1 rows to pass over; $2 limit. Cosignatures of the current log and of closed ones, each with the
-- notes of its size and root, if any.
select c.size, c.witness, c.line, c.signed_on, c.notes
from (
  select null::integer as log, c.*, array(
    select p.note from trail.ledger_checkpoints p where p.size = c.size and p.root = c.root
  ) as notes
  from trail.ledger_cosignatures c
  union all
  select c.*, array(
    select p.note from trail.closed_checkpoints p
    where p.log = c.log and p.size = c.size and p.root = c.root
    union all
    -- The last one may have been lost with a restored backup.
    select l.note from trail.closed_logs l
    where l.number = c.log and l.size = c.size and l.root = c.root
  )
  from trail.closed_cosignatures c
) as c
order by c.log, c.size, c.root, c.witness, c.signed_on
offset $1::bigint
limit $2::bigint
