-- $1 event number; $2 grants.
select e.id, e.body
from trail.events e
where e.id = $1::bigint and trail.is_visible(e.space_id, e.scopes, $2::jsonb)
