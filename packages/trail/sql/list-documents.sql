-- A page of the documents of a type, in the order of the type, with the total number. Only the first
-- documents have their body, up to $15 of them and until their bodies have $16 bytes; for the others it is
-- null.
-- $1 type; $2 space ids (null for any); $3 ids or null;
-- $4 part of the title or null; $5 json array of arrays: for each filter its alternatives, of which
-- the body must contain one; $6 newest first;
-- $7 whether documents of no space are included; $8 what the viewer may see, or json null for all;
-- $9 fields of the body that are searched like titles; $10 json array of what the body must not
-- contain; $11 field by which the latest are first, or null; $12 id of a document that is first, even
-- if $3, $4, $5 and $10 exclude it, or null;
-- $13 offset; $14 limit.
with page as materialized (
  select id, type, space_id, version, title, body, modified_on, modified_by, count(*) over () as total
  from trail.documents d
  where d.type = $1
    and ($2::text[] is null or d.space_id = any($2::text[])
      or (d.space_id is null and $7::boolean))
    and ($8::jsonb = 'null' or trail.is_visible(
      d.space_id, trail.scopes_of(d.id, d.type, $8::jsonb), $8::jsonb
    ))
    and (d.id = $12::text or (
      ($3::text[] is null or d.id = any($3::text[]))
      and ($4::text is null or strpos(lower(d.title), lower($4::text)) > 0 or exists (
        select 1 from unnest($9::text[]) as titled (field)
        where strpos(lower(d.body ->> titled.field), lower($4::text)) > 0
      ))
      and not exists (
        select 1 from jsonb_array_elements($5::jsonb) as wanted (alternatives)
        where not exists (
          select 1 from jsonb_array_elements(wanted.alternatives) as alternative (part)
          where d.body @> alternative.part
        )
      )
      and not exists (
        select 1 from jsonb_array_elements($10::jsonb) as unwanted (part)
        where d.body @> unwanted.part
      )
    ))
  order by
    d.id is distinct from $12::text,
    d.body ->> $11::text desc nulls last,
    case when $6::boolean then d.sort_key end desc,
    d.sort_key, length(d.id), d.id
  offset $13::bigint
  limit $14::bigint
),
placed as (
  select p.*, row_number() over () as place from page p
),
measured as (
  select p.*, sum(case when p.place <= $15::bigint then octet_length(p.body::text) end) over (
    order by p.place rows between unbounded preceding and 1 preceding
  ) as bytes_before
  from placed p
)
select id, type, space_id, version, title, modified_on, modified_by, total,
  case when place <= $15::bigint and coalesce(bytes_before, 0) < $16::bigint then body end as body
from measured
order by place
