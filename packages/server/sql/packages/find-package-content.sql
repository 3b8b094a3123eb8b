-- $1 package.
select id from server.package_contents where document_id = $1
