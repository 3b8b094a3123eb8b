-- $1 content; $2 number of the chunk; $3 the most bytes of a chunk: a larger one is not one. Bytes in
-- Base64, as they were given.
select encode(bytes, 'base64') as bytes
from server.package_chunks
where content_id = $1 and number = $2 and octet_length(bytes) <= $3::integer
