-- The events of the closed log, and those that were waiting, wait for the next log.
insert into trail.unsequenced (event_id) select event_id from requeued
