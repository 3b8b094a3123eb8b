-- Tasks by id ($1).
select * from server.tasks where id = any($1::text[]) order by number
