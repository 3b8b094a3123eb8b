-- $1 last number seen; $2 limit. Bodies of events, by number.
select id as number, body from trail.events where id > $1::bigint order by id limit $2::bigint
