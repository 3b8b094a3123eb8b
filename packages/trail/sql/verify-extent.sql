-- How many entries the ledger should have.
select greatest(
  (select max(index) + 1 from trail.ledger_entries),
  (select max(size) from trail.ledger_checkpoints),
  0
) as entries
