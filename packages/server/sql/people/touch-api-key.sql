-- $1 API key id; $2 now; $3 the time before which a use is worth writing again.
insert into server.api_key_uses as u (api_key_id, last_used) values ($1, $2)
on conflict (api_key_id) do update set last_used = excluded.last_used where u.last_used < $3
