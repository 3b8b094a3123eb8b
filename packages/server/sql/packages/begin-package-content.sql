-- $1 id; $2 time.
insert into server.package_contents (id, touched) values ($1, $2)
