-- $1 limit. Deleted projects whose row is not the group that the event of the deletion shows, is missing,
-- or has no such event.
with deleted as (
  select e.id as event_id, e.body::jsonb -> 'ChangeDetails' -> 'DocumentContext' as document
  from trail.event_terms c
  join trail.event_terms y
    on y.term = 'type:projects' and y.occurred = c.occurred and y.event_id = c.event_id
  join trail.events e on e.id = c.event_id
  where c.term = 'category:deleted'
),
expected as (
  select distinct on (document ->> 'Id') document ->> 'Id' as project_id,
    document ->> 'ProjectGroupId' as project_group_id, event_id
  from deleted
  order by document ->> 'Id', event_id
)
select coalesce(e.project_id, p.project_id) as id, e.event_id as event, p.project_id is not null as found
from expected e full join server.past_projects p on p.project_id = e.project_id
where e.project_group_id is distinct from p.project_group_id
order by 1
limit $1::bigint
