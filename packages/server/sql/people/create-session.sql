-- $1 digest of the token; $2 user id; $3 now; $4 expires; $5 generation; $6 user agent; $7 IP address;
-- $8 the code of the row.
insert into server.sessions
  (token_digest, user_id, created, expires, generation, user_agent, ip_address, mac)
values ($1, $2, $3, $4, $5, $6, $7, $8)
