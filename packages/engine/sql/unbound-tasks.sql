-- $1 limit. Tasks that have no code.
select * from server.tasks where mac is null order by number limit $1::bigint
