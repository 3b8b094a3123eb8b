-- The only statement that writes documents and events (I1, I2): all of it lands, or none.
-- It is put together from those parts that have rows to write (commit/commit-statement.ts), because
-- the database prepares for every part, rows or none. `--: <rows>` begins a part and says what rows
-- it writes; `$rows` is its own parameter, a json array as commit/plan.ts makes it.

--: inserts
inserted as (
  insert into trail.documents
    (id, type, space_id, version, title, sort_key, body, modified_on, modified_by)
  select id, type, space_id, 1, title, sort_key, body, modified_on, modified_by
  from json_to_recordset($rows::json) as d (
    id text, type text, space_id text, title text, sort_key text, body jsonb,
    modified_on timestamptz, modified_by text
  )
  where trail.announce_commit()
)

--: updates
updated as (
  update trail.documents as d
  set version = d.version + 1, title = c.title, sort_key = c.sort_key, body = c.body,
    modified_on = c.modified_on, modified_by = c.modified_by
  from json_to_recordset($rows::json) as c (
    id text, version bigint, title text, sort_key text, body jsonb,
    modified_on timestamptz, modified_by text
  )
  where d.id = c.id and d.version = c.version and trail.announce_commit()
  returning d.id
)

--: deletes
deleted as (
  delete from trail.documents as d
  using json_to_recordset($rows::json) as c (id text, version bigint)
  where d.id = c.id and d.version = c.version and trail.announce_commit()
  returning d.id
)

--: unlinks
unlinked as (
  delete from trail.links as l
  using json_to_recordset($rows::json) as c (from_id text, to_id text)
  where l.from_id = c.from_id and l.to_id = c.to_id
)

--: links
linked as (
  insert into trail.links (from_id, to_id, follows, cascades)
  select from_id, to_id, follows, cascades
  from json_to_recordset($rows::json) as l (
    from_id text, to_id text, follows boolean, cascades boolean
  )
)

--: unkeys
unkeyed as (
  delete from trail.unique_keys as k
  using json_to_recordset($rows::json) as c (key text)
  where k.key = c.key
)

--: keys
keyed as (
  insert into trail.unique_keys (key, document_id, field)
  select key, document_id, field
  from json_to_recordset($rows::json) as k (key text, document_id text, field text)
)

--: events
recorded as (
  insert into trail.events (id, occurred, space_id, scopes, body, digest)
  select id, occurred, space_id, scopes, body, decode(digest, 'hex')
  from json_to_recordset($rows::json) as e (
    id bigint, occurred timestamptz, space_id text, scopes jsonb, body text, digest text
  )
  returning id
),
queued as (
  insert into trail.unsequenced (event_id) select id from recorded
)

--: terms
indexed as (
  insert into trail.event_terms (term, occurred, event_id)
  select term, occurred, event_id
  from json_to_recordset($rows::json) as t (term text, occurred timestamptz, event_id bigint)
)
