-- A page of one type's documents, in its own order, and how many there are in all.
-- $1 type; $2 space ids (null for any); $3 ids or null;
-- $4 part of the title or null; $5 json array of arrays: for each filter its alternatives, of which
-- the body must contain one; $6 newest first;
-- $7 whether documents of no space count; $8 what the viewer may see, or json null for everything;
-- $9 offset; $10 limit.
select id, type, space_id, version, title, body, modified_on, modified_by, count(*) over () as total
from trail.documents d
where d.type = $1
  and ($2::text[] is null or d.space_id = any($2::text[])
    or (d.space_id is null and $7::boolean))
  and ($3::text[] is null or d.id = any($3::text[]))
  and ($4::text is null or strpos(lower(d.title), lower($4::text)) > 0)
  and not exists (
    select 1 from jsonb_array_elements($5::jsonb) as wanted (alternatives)
    where not exists (
      select 1 from jsonb_array_elements(wanted.alternatives) as alternative (part)
      where d.body @> alternative.part
    )
  )
  and ($8::jsonb = 'null' or trail.is_visible(
    d.space_id, trail.scopes_of(d.id, d.type, $8::jsonb), $8::jsonb
  ))
order by
  case when $6::boolean then d.sort_key end desc,
  d.sort_key, length(d.id), d.id
offset $9::bigint
limit $10::bigint
