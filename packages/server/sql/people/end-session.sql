-- $1 digest of the token; $2 now. Sessions that have expired go too.
delete from server.sessions where token_digest = $1 or expires <= $2
