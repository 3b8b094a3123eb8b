-- $1 json array of {key, body}. A trigger refuses changes of anything but encrypted values.
update server.snapshots as s
set body = r.body::jsonb
from json_to_recordset($1::json) as r (key text, body text)
where s.id = r.key
