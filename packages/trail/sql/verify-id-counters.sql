-- The last number that each counter of ids gave.
select prefix, last from trail.id_counters
