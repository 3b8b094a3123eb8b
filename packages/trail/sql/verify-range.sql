-- $1 first index of a range; $2 index after its last; $3 bytes of a body that is not read apart.
-- The rows of its entries and events as one text in the order of the ledger, with a body after each
-- row; the numbers of the events whose bodies are too long for this; and the rows of the checkpoints
-- that end in the range, of which the one of size 0 is in the first.
select count(*) as entries,
  string_agg(concat_ws(
    ' ', e.index, e.event_id, encode(e.leaf, 'hex'), coalesce(extract(epoch from e.occurred)::text, 'null'),
    coalesce(to_json(e.space_id)::text, 'null'), coalesce(e.scopes::text, 'null'),
    coalesce(encode(e.digest, 'hex'), 'null'), coalesce(e.bytes::text, 'null')
  ) || ':' || case when e.bytes <= $3::bigint then e.body else '' end || ';', '') as text,
  coalesce(json_agg(e.event_id) filter (where e.bytes > $3::bigint), '[]') as long,
  (
    select coalesce(string_agg(
      concat_ws(' ', c.id, c.size, encode(c.root, 'hex'), octet_length(c.note)) || ':' || c.note, ';'
      order by c.size, c.id
    ), '')
    from trail.ledger_checkpoints c
    where c.size > case when $1::bigint = 0 then -1 else $1::bigint end and c.size <= $2::bigint
  ) as checkpoints
from (
  select l.index, l.event_id, l.digest as leaf, e.occurred, e.space_id, e.scopes, e.digest,
    octet_length(e.body) as bytes, e.body
  from trail.ledger_entries l left join trail.events e on e.id = l.event_id
  where l.index >= $1::bigint and l.index < $2::bigint
  order by l.index
  offset 0
) as e
