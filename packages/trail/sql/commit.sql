-- The only statement that writes documents and events (I1, I2), all of them or none. It is
-- assembled from the parts that have rows to write (commit/commit-statement.ts), because the
-- database prepares for every part, even without rows. `--: <rows>` starts a part and names the
-- rows that it writes. `$rows as <name> (<columns>)` are the rows that commit/plan.ts creates, with
-- every column as text.

--: inserts
inserted as (
  insert into trail.documents
    (id, type, space_id, version, title, sort_key, body, modified_on, modified_by)
  select id, type, space_id, 1, title, sort_key, body::jsonb, modified_on::timestamptz, modified_by
  from $rows as d (id, type, space_id, title, sort_key, body, modified_on, modified_by)
  where trail.announce_commit()
)

--: updates
updated as (
  update trail.documents as d
  set version = d.version + 1, title = c.title, sort_key = c.sort_key, body = c.body::jsonb,
    modified_on = c.modified_on::timestamptz, modified_by = c.modified_by
  from $rows as c (id, version, title, sort_key, body, modified_on, modified_by)
  where d.id = c.id and d.version = c.version::bigint and trail.announce_commit()
  returning d.id
)

--: deletes
deleted as (
  delete from trail.documents as d
  using $rows as c (id, version)
  where d.id = c.id and d.version = c.version::bigint and trail.announce_commit()
  returning d.id
)

--: unlinks
unlinked as (
  delete from trail.links as l
  using $rows as c (from_id, to_id)
  where l.from_id = c.from_id and l.to_id = c.to_id
)

--: links
linked as (
  insert into trail.links (from_id, to_id, follows, cascades)
  select from_id, to_id, follows::boolean, cascades::boolean
  from $rows as l (from_id, to_id, follows, cascades)
)

--: unkeys
unkeyed as (
  delete from trail.unique_keys as k
  using $rows as c (key)
  where k.key = c.key
)

--: keys
keyed as (
  insert into trail.unique_keys (key, document_id, field)
  select key, document_id, field
  from $rows as k (key, document_id, field)
)

--: personal
disclosed as (
  insert into trail.event_personal (event_id, member, salt, value)
  select event_id::bigint, member, salt, value
  from $rows as p (event_id, member, salt, value)
)

--: events
event as (
  select * from $rows as e (id, occurred, space_id, scopes, body, digest, terms)
),
recorded as (
  insert into trail.events (id, occurred, space_id, scopes, body, digest)
  select id::bigint, occurred::timestamptz, space_id, scopes::jsonb, body, decode(digest, 'hex')
  from event
),
queued as (
  insert into trail.unsequenced (event_id) select id::bigint from event
),
indexed as (
  insert into trail.event_terms (term, occurred, event_id)
  select t.term, e.occurred::timestamptz, e.id::bigint
  from event e cross join lateral json_array_elements_text(e.terms::json) as t (term)
)
