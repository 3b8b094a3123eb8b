-- $1 json array of {user_id, name, is_ascii, looks}: names of users, which stay whatever they look like.
insert into server.user_names (user_id, name, is_ascii, is_new, looks)
select c.user_id, c.name, c.is_ascii, false, array(select json_array_elements_text(c.looks))
from json_to_recordset($1::json) as c (user_id text, name text, is_ascii boolean, looks json)
join trail.documents u on u.id = c.user_id
on conflict do nothing
