-- $1 index. How many entries come before it.
select count(*) as entries from trail.ledger_entries where index < $1::bigint
