-- $1 rows, a json array; $2 now. Existing snapshots do not change.
insert into server.snapshots
  (id, document_id, type, space_id, version, title, body, modified_on, modified_by, taken)
select s.id, s.document_id, s.type, s.space_id, s.version, s.title, s.body, s.modified_on,
  s.modified_by, $2
from json_to_recordset($1::json) as s (
  id text, document_id text, type text, space_id text, version bigint, title text, body jsonb,
  modified_on timestamptz, modified_by text
)
on conflict (id) do nothing
