-- The last number that was given to a task; null if there was none.
select max(last) as last from trail.id_counters where prefix = 'ServerTasks'
