-- Part of a commit: sessions that end.
delete from server.sessions s
using json_to_recordset($rows::json) as c (token_digest text, user_id text)
where s.token_digest = c.token_digest and s.user_id = c.user_id
returning s.token_digest
