-- Everything that a commit needs to read, in one round trip.
-- $1 ids to load whole; $2 ids to load by title only; $3 prefixes for which new ids are needed and
-- $4 how many of each; $5 how many event ids.
-- A whole document includes the titles of all documents that it refers to; a title includes only its
-- owners.
-- Few rows are needed, which the planner cannot know: with `offset 0` they are looked up by key,
-- without reading whole tables. The planner sees the parameters only through `select`, so that their
-- lengths do not cause it to plan every time, which would take longer than reading.
with recursive wanted as (
  select id, true as whole from unnest((select $1::text[])) as id
  union
  select id, false from unnest((select $2::text[])) as id
  union
  select l.to_id, false
  from wanted w
  cross join lateral (
    select to_id from trail.links where from_id = w.id and (w.whole or follows) offset 0
  ) as l
)
select 'document' as kind, d.id, d.type, d.space_id, d.version as number, d.title,
  case when w.whole then d.body end as body, d.modified_on, d.modified_by,
  array(
    select l.to_id from trail.links l where l.from_id = d.id and l.follows order by l.to_id
  ) as owners,
  (select d.body -> t.tags_in from trail.document_types t where t.prefix = d.type) as tags
from (select id, bool_or(whole) as whole from wanted group by id) as w
cross join lateral (select * from trail.documents where id = w.id offset 0) as d
union all
select 'id', null, p.prefix, null, trail.allocate_ids(p.prefix, p.count),
  null, null, null, null, null, null
from unnest((select $3::text[]), (select $4::bigint[])) as p (prefix, count)
union all
select 'event', null, null, null, nextval('trail.event_ids'), null, null, null, null, null, null
from generate_series(1, (select $5::int))
