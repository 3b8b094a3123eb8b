-- The save of sql/commit.sql without the trail: the same rows in the same form, the document only.
-- $1: json array of documents.
update trail.documents as d
set version = d.version + 1, title = c.title, sort_key = c.sort_key, body = c.body,
  modified_on = c.modified_on, modified_by = c.modified_by
from json_to_recordset($1::json) as c (
  id text, version bigint, title text, sort_key text, body jsonb,
  modified_on timestamptz, modified_by text
)
where d.id = c.id and d.version = c.version
returning d.id
