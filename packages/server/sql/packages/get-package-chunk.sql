-- $1 content; $2 number of the chunk. Bytes in Base64, as they were given.
select encode(bytes, 'base64') as bytes from server.package_chunks where content_id = $1 and number = $2
