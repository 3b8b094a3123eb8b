-- $1 snapshot id.
select document_id as id, type, space_id, version, title, body, modified_on, modified_by
from server.snapshots where id = $1
