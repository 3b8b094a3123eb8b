-- $1 terms, $2 numbers of events and $3 times, of the same length. Which of these index terms there are,
-- by event.
select x.number, json_agg(x.term) as terms
from unnest($1::text[], $2::bigint[], $3::timestamptz[]) as x (term, number, occurred)
where exists (
  select from trail.event_terms t
  where t.term = x.term and t.occurred = x.occurred and t.event_id = x.number
  offset 0
)
group by x.number
