-- $1 generation; $2 wrapped.
update trail.key_ring set generation = $1::bigint, wrapped = $2
