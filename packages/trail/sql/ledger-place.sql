-- $1 event numbers. Their indices in the ledger, and the digests of their entries.
select event_id, index, encode(digest, 'hex') as digest
from trail.ledger_entries where event_id = any($1::bigint[])
