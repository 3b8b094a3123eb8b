-- $1 now. Deletes the sessions that are not valid any more: expired, of an earlier generation, or of a
-- user who cannot sign in, so that none is valid again if the user can.
delete from server.sessions s
where s.expires <= $1 or not exists (
  select from trail.documents u
  where u.id = s.user_id and u.type = 'Users'
    and u.body -> 'IsActive' = 'true' and u.body -> 'IsService' = 'false'
    and s.generation = coalesce((u.body ->> 'SessionGeneration')::integer, 0)
)
returning s.token_digest
