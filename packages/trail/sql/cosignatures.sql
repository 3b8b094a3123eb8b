-- $1 sizes. The stored cosignatures of checkpoints of these sizes, newest first. The caller verifies them.
select size, root, line from trail.ledger_cosignatures
where size = any($1::bigint[])
order by signed_on desc
