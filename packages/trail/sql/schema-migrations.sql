-- The migrations that were applied.
select owner, number, name, sha256 from trail_meta.migrations order by owner desc, number
