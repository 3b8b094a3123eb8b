-- $1 types; $2 the last key seen; $3 limit. Tasks with progress, as documents with that one secret.
select id as key, id, 'ServerTasks' as type,
  json_build_object('Progress', json_build_object('Kept', progress, 'Indicator', ''))::text as body
from server.tasks
where 'ServerTasks' = any($1::text[]) and id > $2 and progress is not null
order by id
limit $3::bigint
