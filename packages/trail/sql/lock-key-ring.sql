-- Whoever changes the master key waits here for whoever does so already.
select wrapped from trail.key_ring for update
