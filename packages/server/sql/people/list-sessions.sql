-- $1 user id; $2 generation; $3 now. The newest first.
select token_digest, user_id, created, expires, generation, user_agent, ip_address, mac
from server.sessions
where user_id = $1 and generation = $2 and expires > $3
order by created desc, token_digest
