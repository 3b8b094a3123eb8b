-- Part of a commit: contents given to a package, or taken from one (document_id null).
update server.package_contents as c
set document_id = r.document_id, touched = r.touched
from json_to_recordset($rows::json) as r (id uuid, document_id text, touched timestamptz)
where c.id = r.id
returning c.id
