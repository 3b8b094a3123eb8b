-- Everything that goes with $1 (a document's id): what refers to it, or to what goes with it, by a
-- reference that cascades; and, with goes = false, who else refers to any of these and so stands in
-- the way. A space's documents go with it.
with recursive doomed as (
  select $1::text as id
  union
  select found.id
  from doomed
  cross join lateral (
    select l.from_id as id from trail.links l where l.to_id = doomed.id and l.cascades
    union all
    select d.id from trail.documents d where d.space_id = doomed.id
  ) as found
),
obstacle as (
  select distinct l.from_id as id
  from doomed join trail.links l on l.to_id = doomed.id
  where not l.cascades and l.from_id not in (select id from doomed)
)
select true as goes, d.id, d.type, d.space_id, d.version, d.title, d.body, d.modified_on, d.modified_by
from doomed join trail.documents d on d.id = doomed.id
where d.id <> $1
union all
select false, d.id, d.type, d.space_id, d.version, d.title, d.body, d.modified_on, d.modified_by
from obstacle join trail.documents d on d.id = obstacle.id
