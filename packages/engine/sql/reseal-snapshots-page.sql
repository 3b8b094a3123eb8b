-- $1 types; $2 the last key seen; $3 limit. Snapshots with encrypted values.
select id as key, document_id as id, type, body::text as body
from server.snapshots
where type = any($1::text[]) and id > $2 and strpos(body::text, '"sealed:v') > 0
order by id
limit $3::bigint
