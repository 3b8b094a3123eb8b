-- $1 json array of {key, body}.
update server.tasks as t
set progress = r.body::jsonb -> 'Progress' ->> 'Kept'
from json_to_recordset($1::json) as r (key text, body text)
where t.id = r.key
