-- $1 json array of {id, mac}.
update server.tasks as t set mac = c.mac
from json_to_recordset($1::json) as c (id text, mac text)
where t.id = c.id
