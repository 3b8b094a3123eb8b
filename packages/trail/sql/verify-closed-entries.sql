-- $1 log; $2 last index seen; $3 limit. Entries of a closed log, with the digests of their events.
select c.index, c.event_id as number, encode(c.digest, 'hex') as leaf,
  encode(e.digest, 'hex') as digest
from trail.closed_entries c left join trail.events e on e.id = c.event_id
where c.log = $1::integer and c.index > $2::bigint
order by c.index
limit $3::bigint
