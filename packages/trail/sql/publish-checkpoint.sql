-- $1 size; $2 root in hexadecimal; $3 note; $4 time. Repeated publication adds no second row.
insert into trail.ledger_checkpoints (size, root, note, signed_on)
select $1::bigint, decode($2, 'hex'), $3, $4::timestamptz
where not exists (select from trail.ledger_checkpoints where size = $1::bigint and note = $3)
