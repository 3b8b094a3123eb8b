-- Tasks of a lane ($1) that a queued one, of the number $2, waits for.
select id from server.tasks
where lane = $1 and number < $2 and state in ('Queued', 'Executing', 'Cancelling')
order by number
limit 1000
