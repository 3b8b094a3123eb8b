-- Ends the lease of a task ($1) that a server ($2) has claimed and cannot run.
update server.tasks set lease_holder = null, lease_until = null
where id = $1 and lease_holder = $2
