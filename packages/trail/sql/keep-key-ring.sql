-- $1 generation; $2 wrapped. If several servers start at once, the first row stays.
insert into trail.key_ring (generation, wrapped) values ($1::bigint, $2)
on conflict (single) do nothing
