-- $1 limit. Recorded warnings of certificates for which there is no event; each event explains one.
select w.certificate_id as id, w.category
from (
  select w.*, row_number() over (partition by certificate_id, category order by recorded) as place
  from server.certificate_warnings w
) as w
where w.place > (
  select count(*)
  from trail.event_terms t
  join trail.event_terms c on c.term = 'category:' || lower(w.category)
    and c.occurred = t.occurred and c.event_id = t.event_id
  where t.term = w.certificate_id
)
order by 1, 2
limit $1::bigint
