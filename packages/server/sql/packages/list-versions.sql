-- Ids of the documents of one type that each stand for a version of a package, by package, newest version
-- first.
-- $1 type; $2 space; $3 id of the package or null; $4 part of the id or null; $5 part of the version or
-- null; $6 only the newest of each package; $7 offset; $8 limit. An empty page is one row without an id.
with found as (
  select d.*, lower(d.body ->> 'PackageId') as package_id
  from trail.documents d
  where d.type = $1 and d.space_id = $2
    and ($3::text is null or lower(d.body ->> 'PackageId') = lower($3))
    and ($4::text is null or strpos(lower(d.body ->> 'PackageId'), lower($4)) > 0)
    and ($5::text is null or strpos(lower(d.body ->> 'Version'), lower($5)) > 0)
),
placed as (
  select f.*, row_number() over (
    partition by f.package_id order by f.sort_key collate "C" desc, length(f.id) desc, f.id desc
  ) as place
  from found f
),
wanted as (
  select * from placed where not $6::boolean or place = 1
)
select p.id, t.total
from (select count(*) as total from wanted) as t
left join (
  select * from wanted order by package_id collate "C", place offset $7::bigint limit $8::bigint
) as p on true
order by p.package_id collate "C", p.place
