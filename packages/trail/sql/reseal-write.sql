-- $1 json array of {key, body}. What a document shows stays the same, and so does its version:
-- there is nothing to record for each document, and the whole change is one event
-- (docs/adr/master-key-rotation.md).
update trail.documents as d
set body = r.body::jsonb
from json_to_recordset($1::json) as r (key text, body text)
where d.id = r.key and trail.announce_commit()
