-- $1 last id seen; $2 limit. Snapshots, with the bodies of the events of their documents' versions.
select s.id, s.document_id, s.type, s.space_id, s.version, s.title, s.body, s.modified_by,
  to_char(s.modified_on at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as modified_on,
  extract(microseconds from s.modified_on)::bigint % 1000 as rest, e.body as event, p.salt
from server.snapshots s
left join lateral (
  select e.id, e.body
  from trail.event_terms t join trail.events e on e.id = t.event_id
  where t.term = s.document_id
    and e.body ~ '"Category":"(Created|Modified)"'
    and strpos(e.body, '"DocumentId":' || to_json(s.document_id) || ',') > 0
    and strpos(e.body, '"DocumentVersion":' || s.version || ',') > 0
  order by e.id desc
  limit 1
) as e on true
left join trail.event_personal p on p.event_id = e.id and p.member = 'Username'
where s.id > $1
order by s.id
limit $2::bigint
