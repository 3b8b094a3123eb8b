-- The oldest event that a server wrote, which bears a nonce of its master key.
select body from trail.events
where strpos(body, '"UserId":"users-database"') = 0
order by id
limit 1
