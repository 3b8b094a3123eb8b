-- $1 size; $2 root in hexadecimal; $3 witness; $4 time; $5 signature line.
insert into trail.ledger_cosignatures (size, root, witness, signed_on, line)
values ($1::bigint, decode($2, 'hex'), $3, $4, $5)
on conflict do nothing
