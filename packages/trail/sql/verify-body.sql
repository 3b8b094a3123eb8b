-- $1 number of an event. Its body.
select body from trail.events where id = $1::bigint
