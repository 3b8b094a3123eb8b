-- $1 term, $2 time and $3 event of the last row seen; $4 limit; $5 entries. The next index terms in the
-- order of their index: how many there are, how many are of an event among the first entries, the
-- numbers of events that do not exist, and the last row, null if there is none.
with page as materialized (
  select t.term, t.occurred, t.event_id
  from trail.event_terms t
  where (t.term, t.occurred, t.event_id) > ($1::text, $2::timestamptz, $3::bigint)
  order by t.term, t.occurred, t.event_id
  limit $4::bigint
)
select count(*) as rows,
  count(*) filter (where exists (
    select from trail.ledger_entries l where l.event_id = p.event_id and l.index < $5::bigint
  )) as placed,
  coalesce(json_agg(distinct p.event_id) filter (where not exists (
    select from trail.events e where e.id = p.event_id
  )), '[]') as gone,
  (
    select json_build_array(s.term, s.occurred::text, s.event_id)
    from page s order by s.term desc, s.occurred desc, s.event_id desc limit 1
  ) as last
from page p
