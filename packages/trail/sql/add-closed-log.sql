-- $1 number; $2 origin; $3 verifier key; $4 size; $5 root in hexadecimal; $6 note; $7 missing
-- entries; $8 time. The event is the first entry of the next log.
insert into trail.closed_logs (
  number, origin, verifier_key, size, root, note, missing, event_id, closed_on
)
select $1::integer, $2, $3, $4::bigint, decode($5, 'hex'), $6, $7::bigint, l.event_id,
  $8::timestamptz
from trail.ledger_entries l where l.index = 0
