-- Tasks that have not ended and have no code.
select * from server.tasks
where mac is null and state in ('Queued', 'Executing', 'Cancelling')
