-- Everything a commit needs to know, in one round trip.
-- $1 ids to load whole; $2 ids to load by title only; $3 prefixes for which new ids are wanted and
-- $4 how many of each; $5 how many event ids.
-- A whole document brings the titles of all it refers to; a title brings only its owners.
with recursive wanted as (
  select id, true as whole from unnest($1::text[]) as id
  union
  select id, false from unnest($2::text[]) as id
  union
  select l.to_id, false
  from wanted w join trail.links l on l.from_id = w.id
  where w.whole or l.follows
)
select 'document' as kind, d.id, d.type, d.space_id, d.version as number, d.title,
  case when w.whole then d.body end as body, d.modified_on, d.modified_by,
  array(
    select l.to_id from trail.links l where l.from_id = d.id and l.follows order by l.to_id
  ) as owners
from (select id, bool_or(whole) as whole from wanted group by id) as w
join trail.documents d on d.id = w.id
union all
select 'id', null, p.prefix, null, trail.allocate_ids(p.prefix, p.count),
  null, null, null, null, null
from unnest($3::text[], $4::bigint[]) as p (prefix, count)
union all
select 'event', null, null, null, nextval('trail.event_ids'), null, null, null, null, null
from generate_series(1, $5::int)
