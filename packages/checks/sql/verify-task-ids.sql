-- The ids of all tasks, and of those that events relate to: those that are gone among them.
declare verify_tasks no scroll cursor for
select id from server.tasks
union
select term from trail.event_terms where starts_with(term, 'ServerTasks-')
