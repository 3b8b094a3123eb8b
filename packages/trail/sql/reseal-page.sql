-- $1 types; $2 the last key seen; $3 limit. Rows with sealed values.
select id as key, id, type, body::text as body
from trail.documents
where type = any($1::text[]) and id > $2 and strpos(body::text, '"sealed:v') > 0
order by id
limit $3::bigint
