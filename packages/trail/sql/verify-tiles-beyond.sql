-- $1 number of entries; $2 limit. Roots stored for tiles that the log is too short to have.
select level, index from trail.ledger_tiles
where (index + 1)::numeric * 256::numeric ^ (level + 1) > $1::bigint
order by level, index
limit $2::bigint
