-- Part of a commit: the new names of users.
insert into server.user_names (user_id, name, is_ascii, is_new, looks)
select user_id, name, is_ascii, true, array(select json_array_elements_text(looks))
from json_to_recordset($rows::json) as c (user_id text, name text, is_ascii boolean, looks json)
on conflict (user_id) do update
set name = excluded.name, is_ascii = excluded.is_ascii, is_new = true, looks = excluded.looks
returning user_id
