-- $1 event number; $2 grants.
select e.id, e.body
from trail.events e
where e.id = $1::bigint and trail.is_visible(
  case when e.space_id = any(array(select id from trail.documents where type = 'Spaces')) then e.space_id end,
  e.scopes, $2::jsonb
)
