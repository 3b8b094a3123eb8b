-- $1 json array of {id, path, value}: a member of a body to set, which events and the API never show.
update trail.documents as d
set body = jsonb_set(d.body, c.path, to_jsonb(c.value))
from json_to_recordset($1::json) as c (id text, path text[], value text)
where d.id = c.id and trail.announce_commit()
