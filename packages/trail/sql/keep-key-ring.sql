-- $1 generation; $2 wrapped. Of several servers that start at once, the first one's stays.
insert into trail.key_ring (generation, wrapped) values ($1::bigint, $2)
on conflict (single) do nothing
