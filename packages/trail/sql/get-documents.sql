-- $1 ids.
select id, type, space_id, version, title, body, modified_on, modified_by
from trail.documents
where id = any($1::text[])
