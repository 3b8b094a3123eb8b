-- $1 ids; $2 what the viewer may see, or json null for all; $3 bytes. The documents in the order of the ids;
-- those that no longer exist, or are no longer visible, are left out. Only the first ones have their body,
-- until the bodies have this many bytes.
with wanted as materialized (
  select d.id, d.type, d.space_id, d.version, d.title, d.body, d.modified_on, d.modified_by, w.place
  from unnest($1::text[]) with ordinality as w (id, place)
  join trail.documents d on d.id = w.id
  where $2::jsonb = 'null' or trail.is_visible(
    d.space_id, trail.scopes_of(d.id, d.type, $2::jsonb), $2::jsonb
  )
),
measured as (
  select w.*, sum(octet_length(w.body::text)) over (
    order by w.place rows between unbounded preceding and 1 preceding
  ) as bytes_before
  from wanted w
)
select id, type, space_id, version, title, modified_on, modified_by,
  case when coalesce(bytes_before, 0) < $3::bigint then body end as body
from measured
order by place
