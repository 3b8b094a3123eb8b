-- $1 API key ids.
select api_key_id, last_used from server.api_key_uses where api_key_id = any($1::text[])
