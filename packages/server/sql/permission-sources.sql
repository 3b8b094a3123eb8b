-- What decides over the permissions of user $1: the teams, what these hold, what the roles grant, and
-- the projects of the groups they are limited to, those included that were deleted while in the group:
-- their events stay to be seen. $2: the id of the team of everyone.
with team as (
  select d.id, d.space_id, d.title from trail.documents d
  where d.type = 'Teams'
    and (d.id = $2 or d.body -> 'MemberUserIds' @> to_jsonb($1::text))
),
held as (
  select d.id, d.space_id, d.body
  from trail.documents d
  where d.type = 'ScopedUserRoles' and d.body ->> 'TeamId' in (select id from team)
),
project_group as (
  select distinct jsonb_array_elements_text(body -> 'ProjectGroupIds') as id from held
)
select 'team' as kind, id, space_id, title, null::jsonb as body from team
union all
select 'held', id, space_id, null, body from held
union all
select 'role', d.id, null, null, d.body
from trail.documents d
where d.id in (select body ->> 'UserRoleId' from held)
union all
select 'project', d.id, null, d.body ->> 'ProjectGroupId', null
from trail.documents d
where d.type = 'Projects' and d.body ->> 'ProjectGroupId' in (select id from project_group)
union all
select 'project', p.project_id, null, p.project_group_id, null
from server.past_projects p
where p.project_group_id in (select id from project_group)
