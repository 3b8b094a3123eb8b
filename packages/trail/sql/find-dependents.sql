-- The documents that depend on $1 (a document's id). With cascades = true, those that are deleted with
-- it: documents of the space $1, and documents with a reference that cascades, transitively. With
-- cascades = false, other documents that refer to any of these, which prevents the deletion.
with recursive deleted as (
  select $1::text as id
  union
  select found.id
  from deleted
  cross join lateral (
    select l.from_id as id from trail.links l where l.to_id = deleted.id and l.cascades
    union all
    select d.id from trail.documents d where d.space_id = deleted.id
  ) as found
),
obstacle as (
  select distinct l.from_id as id
  from deleted join trail.links l on l.to_id = deleted.id
  where not l.cascades and l.from_id not in (select id from deleted)
)
select true as cascades, d.id, d.type, d.space_id, d.version, d.title, d.body, d.modified_on, d.modified_by
from deleted join trail.documents d on d.id = deleted.id
where d.id <> $1
union all
select false, d.id, d.type, d.space_id, d.version, d.title, d.body, d.modified_on, d.modified_by
from obstacle join trail.documents d on d.id = obstacle.id
