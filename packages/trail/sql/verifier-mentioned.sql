-- $1 last term seen; $2 limit. The next different index terms, and whether each is the id of a document
-- that does not exist: ids are the terms without a colon.
with recursive step as (
  select (select min(t.term) from trail.event_terms t where t.term > $1::text) as term, 1 as place
  union all
  select (select min(t.term) from trail.event_terms t where t.term > s.term), s.place + 1
  from step s
  where s.term is not null and s.place < $2::bigint
)
select s.term,
  strpos(s.term, ':') = 0 and not exists (select from trail.documents d where d.id = s.term) as gone
from step s
where s.term is not null
order by s.place
