-- Gives back a task ($1) that this server ($2) took and cannot run.
update server.tasks set lease_holder = null, lease_until = null
where id = $1 and lease_holder = $2
