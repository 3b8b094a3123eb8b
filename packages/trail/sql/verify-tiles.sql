-- $1 first leaf; $2 leaf after the last. Roots of the tiles, of every level, that end among them.
select t.level, t.index, encode(t.root, 'hex') as root
from generate_series(0, 5) as l (level)
join trail.ledger_tiles t on t.level = l.level
  and t.index >= $1::bigint >> (8 * (l.level + 1))
  and t.index < $2::bigint >> (8 * (l.level + 1))
