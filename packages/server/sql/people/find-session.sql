-- $1 digest of the token; $2 now.
select user_id, created, expires, mac from server.sessions where token_digest = $1 and expires > $2
