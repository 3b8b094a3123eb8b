-- $1 json {entries: [{index, event_id, digest}], tiles: [{level, index, root}]} with hashes in
-- hexadecimal; $2 size; $3 root in hexadecimal; $4 note; $5 time.
with appended as (
  insert into trail.ledger_entries (index, event_id, digest)
  select index, event_id, decode(digest, 'hex')
  from json_to_recordset($1::json -> 'entries') as e (index bigint, event_id bigint, digest text)
  returning event_id
),
tiled as (
  insert into trail.ledger_tiles (level, index, root)
  select level, index, decode(root, 'hex')
  from json_to_recordset($1::json -> 'tiles') as t (level integer, index bigint, root text)
),
taken as (
  delete from trail.unsequenced u using appended a where u.event_id = a.event_id
)
insert into trail.ledger_checkpoints (size, root, note, signed_on)
values ($2::bigint, decode($3, 'hex'), $4, $5)
