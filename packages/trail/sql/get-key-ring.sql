select wrapped from trail.key_ring
