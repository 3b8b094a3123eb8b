-- Queued tasks whose QueueTimeExpiry is before now ($1).
select * from server.tasks
where state = 'Queued' and lease_holder is null and queue_time_expiry < $1::timestamptz
order by number
limit 100
