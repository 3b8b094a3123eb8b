-- $1 digest of the token; $2 now. Only a session of the current generation of its user.
select s.user_id, s.created, s.expires, s.generation, s.user_agent, s.ip_address, s.mac
from server.sessions s
left join trail.documents u on u.id = s.user_id
where s.token_digest = $1 and s.expires > $2
  and s.generation = coalesce((u.body ->> 'SessionGeneration')::integer, 0)
