-- $1 log. Its checkpoints, by size.
select size, root, note from trail.closed_checkpoints where log = $1::integer order by size, id
