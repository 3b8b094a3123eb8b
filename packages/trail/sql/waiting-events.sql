-- $1 numbers of events. Those that exist, with everything that is checked.
select e.id as number, null::bigint as place, true as found,
  to_char(e.occurred at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as occurred,
  e.space_id, e.scopes, e.body, encode(e.digest, 'hex') as digest
from trail.events e
where e.id = any($1::bigint[])
