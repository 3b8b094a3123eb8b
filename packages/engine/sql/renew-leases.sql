-- Says that a server ($1) still has its tasks ($2), until $3; answers their states now. A task that is
-- not answered is another's.
update server.tasks set lease_until = $3::timestamptz
where id = any($2::text[]) and lease_holder = $1
returning id, state
