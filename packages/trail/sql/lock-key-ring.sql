-- A change of the master key waits here for one that is in progress.
select wrapped, generation from trail.key_ring for update
