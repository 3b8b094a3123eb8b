-- A page of one type's documents, in its own order, and how many there are in all.
-- $1 type; $2 space ids (null for any, with documents of no space); $3 ids or null;
-- $4 part of the title or null; $5 json array of arrays: for each filter its alternatives, of which
-- the body must contain one; $6 newest first; $7 offset; $8 limit.
select id, type, space_id, version, title, body, modified_on, modified_by, count(*) over () as total
from trail.documents d
where d.type = $1
  and ($2::text[] is null or d.space_id is null or d.space_id = any($2::text[]))
  and ($3::text[] is null or d.id = any($3::text[]))
  and ($4::text is null or strpos(lower(d.title), lower($4::text)) > 0)
  and not exists (
    select 1 from jsonb_array_elements($5::jsonb) as wanted (alternatives)
    where not exists (
      select 1 from jsonb_array_elements(wanted.alternatives) as alternative (part)
      where d.body @> alternative.part
    )
  )
order by
  case when $6::boolean then d.sort_key end desc,
  d.sort_key, length(d.id), d.id
offset $7::bigint
limit $8::bigint
