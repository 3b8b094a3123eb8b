-- The only statement that writes documents and events (I1, I2): all of it lands, or none.
-- $1: json {inserts, updates, deletes, links, unlinks, keys, unkeys, events}; see commit/plan.ts.
with inserted as (
  insert into trail.documents
    (id, type, space_id, version, title, sort_key, body, modified_on, modified_by)
  select id, type, space_id, 1, title, sort_key, body, modified_on, modified_by
  from json_to_recordset($1::json -> 'inserts') as d (
    id text, type text, space_id text, title text, sort_key text, body jsonb,
    modified_on timestamptz, modified_by text
  )
),
updated as (
  update trail.documents as d
  set version = d.version + 1, title = c.title, sort_key = c.sort_key, body = c.body,
    modified_on = c.modified_on, modified_by = c.modified_by
  from json_to_recordset($1::json -> 'updates') as c (
    id text, version bigint, title text, sort_key text, body jsonb,
    modified_on timestamptz, modified_by text
  )
  where d.id = c.id and d.version = c.version
  returning d.id
),
deleted as (
  delete from trail.documents as d
  using json_to_recordset($1::json -> 'deletes') as c (id text, version bigint)
  where d.id = c.id and d.version = c.version
  returning d.id
),
fresh as (
  select trail.require_fresh(
    (select count(*) from updated) + (select count(*) from deleted),
    json_array_length($1::json -> 'updates') + json_array_length($1::json -> 'deletes')
  ) as ok
),
unlinked as (
  delete from trail.links as l
  using json_to_recordset($1::json -> 'unlinks') as c (from_id text, to_id text)
  where l.from_id = c.from_id and l.to_id = c.to_id
),
linked as (
  insert into trail.links (from_id, to_id, follows, cascades)
  select from_id, to_id, follows, cascades
  from json_to_recordset($1::json -> 'links') as l (
    from_id text, to_id text, follows boolean, cascades boolean
  )
),
unkeyed as (
  delete from trail.unique_keys as k
  using json_to_recordset($1::json -> 'unkeys') as c (key text)
  where k.key = c.key
),
keyed as (
  insert into trail.unique_keys (key, document_id, field)
  select key, document_id, field
  from json_to_recordset($1::json -> 'keys') as k (key text, document_id text, field text)
),
recorded as (
  insert into trail.events (id, occurred, space_id, scopes, body, digest)
  select id, occurred, space_id, scopes, body, decode(digest, 'hex')
  from json_to_recordset($1::json -> 'events') as e (
    id bigint, occurred timestamptz, space_id text, scopes jsonb, body text, digest text
  )
  where (select ok from fresh)
  returning id
),
queued as (
  insert into trail.unsequenced (event_id) select id from recorded
)
insert into trail.event_terms (term, occurred, event_id)
select term, occurred, event_id
from json_to_recordset($1::json -> 'terms') as t (term text, occurred timestamptz, event_id bigint)
where (select count(*) from recorded) > 0
