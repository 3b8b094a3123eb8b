-- $1 sizes. What is stored as cosignatures of checkpoints of these sizes, newest first.
select size, root, line from trail.ledger_cosignatures
where size = any($1::bigint[])
order by signed_on desc
