-- $1 index of the first entry; $2 numbers of the events and $3 their digests, in order; $4 levels,
-- $5 indexes and $6 roots of tiles; $7 size; $8 root; $9 note; $10 time. Hashes in hexadecimal.
-- Arrays, because the database takes several times as long to read the same rows from JSON.
with appended as (
  insert into trail.ledger_entries (index, event_id, digest)
  select $1::bigint + e.place - 1, e.event_id, decode(e.digest, 'hex')
  from unnest($2::bigint[], $3::text[]) with ordinality as e (event_id, digest, place)
  returning event_id
),
tiled as (
  insert into trail.ledger_tiles (level, index, root)
  select t.level, t.index, decode(t.root, 'hex')
  from unnest($4::integer[], $5::bigint[], $6::text[]) as t (level, index, root)
),
taken as (
  delete from trail.unsequenced u using appended a where u.event_id = a.event_id
)
insert into trail.ledger_checkpoints (size, root, note, signed_on)
values ($7::bigint, decode($8, 'hex'), $9, $10)
