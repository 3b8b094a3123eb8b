select wrapped, generation from trail.key_ring
