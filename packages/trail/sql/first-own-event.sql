-- The oldest event that was written by a server, so that its nonce is derived from the master key.
select body from trail.events
where strpos(body, '"UserId":"users-database"') = 0
order by id
limit 1
