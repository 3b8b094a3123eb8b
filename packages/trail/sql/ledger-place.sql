-- $1 event numbers. Their indices in the ledger.
select event_id, index from trail.ledger_entries where event_id = any($1::bigint[])
