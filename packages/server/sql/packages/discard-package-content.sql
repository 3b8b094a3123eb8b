-- $1 content that no package has taken.
delete from server.package_contents where id = $1 and document_id is null
