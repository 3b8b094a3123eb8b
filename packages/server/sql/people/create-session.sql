-- $1 digest of the token; $2 user id; $3 now; $4 expires; $5 the code of the row.
insert into server.sessions (token_digest, user_id, created, expires, mac)
values ($1, $2, $3, $4, $5)
