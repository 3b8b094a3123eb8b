-- $1 unique keys. The documents that have them.
select k.key, d.id, d.type, d.space_id, d.version, d.title, d.body, d.modified_on, d.modified_by
from trail.unique_keys k join trail.documents d on d.id = k.document_id
where k.key = any($1::text[])
