-- Renews the leases of a server ($1) on its tasks ($2), until $3. Returns the current states of the
-- tasks; the server has lost those that are not returned.
update server.tasks set lease_until = $3::timestamptz
where id = any($2::text[]) and lease_holder = $1
returning id, state
