-- $1 log; $2 largest size; $3 rows to skip; $4 limit. Checkpoints of a closed log, newest first. The
-- caller checks the signatures.
select size, root, note from trail.closed_checkpoints
where log = $1::integer and size <= $2::bigint
order by size desc, id desc
offset $3::bigint
limit $4::bigint
