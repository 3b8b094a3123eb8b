-- $1 number of an event; $2 size; $3 root in hexadecimal. The event's body, null if it is missing, and
-- whether a checkpoint of that size and root is stored.
select
  (select e.body from trail.events e where e.id = $1::bigint) as body,
  exists (
    select from trail.ledger_checkpoints c
    where c.size = $2::bigint and c.root = decode($3, 'hex')
  ) as "hasCheckpoint"
