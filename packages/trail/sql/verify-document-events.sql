-- $1 ids; $2 and $3 how many events of a document that is there and of one that is gone. Each with
-- its document, and with the newest events that changed it. An event that has its terms but does not
-- mention the document is among them: it is not what its terms say.
-- Their bodies are one text, a line each: canonical JSON has no line breaks.
-- `shown` is the document as the database's own events show it; null unless one of them is, or the
-- database was never told the rules of the type.
-- `salts` are those of the committed usernames of the events.
select i.id, d.id is not null as found, d.type, d.space_id, d.version, d.body, r.rules,
  d.title, d.sort_key, d.modified_by,
  to_char(d.modified_on at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as modified_on,
  coalesce(e.numbers, '[]') as numbers, coalesce(e.bodies, '') as bodies,
  coalesce(e.salts, '{}') as salts,
  coalesce((
    select json_agg(json_build_object('to_id', l.to_id, 'follows', l.follows, 'cascades', l.cascades))
    from trail.links l where l.from_id = d.id
  ), '[]') as links,
  coalesce((
    select json_agg(json_build_object('key', k.key, 'field', k.field))
    from trail.unique_keys k where k.document_id = d.id
  ), '[]') as keys,
  case
    -- Deeper than a direct change could have made it: without_secrets would refuse.
    when (e.is_direct or r.prefix is null)
      and not jsonb_path_exists(d.body, 'strict $.**{61}')
      and coalesce(jsonb_typeof(r.rules), 'array') = 'array'
    then trail.shown(d)
  end as shown
from unnest($1::text[]) as i (id)
left join trail.documents d on d.id = i.id
left join trail.document_types r on r.prefix = d.type
cross join lateral (
  select json_agg(n.event_id) as numbers,
    string_agg(n.body, E'\n' order by n.event_id desc) as bodies,
    json_object_agg('Events-' || n.event_id, n.salt) filter (where n.salt is not null) as salts,
    bool_or(strpos(n.body, '"UserId":"users-database"') > 0) as is_direct
  from (
    select t.event_id, e.body, p.salt
    from trail.event_terms t
    left join trail.events e on e.id = t.event_id
    left join trail.event_personal p on p.event_id = t.event_id and p.member = 'Username'
    where t.term = i.id
      -- Most events that relate to a document are events of other documents. The other terms of
      -- each event are looked up by key: `offset 0` keeps the planner from reading those of all
      -- events instead.
      and (d.id is null or exists (
        select from trail.event_terms y
        where y.term = 'type:' || lower(d.type)
          and y.occurred = t.occurred and y.event_id = t.event_id
        offset 0
      ))
      and exists (
        select from trail.event_terms c
        where c.term in ('category:created', 'category:modified', 'category:deleted')
          and c.occurred = t.occurred and c.event_id = t.event_id
        offset 0
      )
      and (
        e.body is null or strpos(e.body, to_json(i.id)::text) = 0
        or strpos(e.body, '"DocumentId":' || to_json(i.id)) > 0
      )
    order by t.occurred desc, t.event_id desc
    limit case when d.id is null then $3::bigint else $2::bigint end
  ) as n
) as e
