-- A user, and what decides over their permissions: the teams, what these hold, what the roles grant,
-- and the projects of the groups they are limited to, those included that were deleted while in the group:
-- their events stay to be seen. The user is $1 or, where it is null, whom the API key with the first stored
-- one of the unique keys $3 belongs to. $2: the id of the team of everyone.
with api_key as (
  select d.* from trail.unique_keys k join trail.documents d on d.id = k.document_id
  where k.key = any($3::text[])
  order by array_position($3::text[], k.key)
  limit 1
),
asked as (
  select coalesce($1::text, (select body ->> 'UserId' from api_key)) as id
),
team as (
  select d.id, d.space_id, d.title from trail.documents d
  where d.type = 'Teams'
    and (d.id = $2 or d.body -> 'MemberUserIds' @> to_jsonb((select id from asked)))
),
held as (
  select d.id, d.space_id, d.body
  from trail.documents d
  where d.type = 'ScopedUserRoles' and d.body ->> 'TeamId' in (select id from team)
),
project_group as (
  select distinct jsonb_array_elements_text(body -> 'ProjectGroupIds') as id from held
)
select 'user' as kind, id, type, space_id, version, title, body, modified_on, modified_by
from trail.documents where id = (select id from asked)
union all
select 'key', id, type, space_id, version, title, body, modified_on, modified_by from api_key
union all
select 'team', id, null, space_id, null, title, null, null, null from team
union all
select 'held', id, null, space_id, null, null, body, null, null from held
union all
select 'role', d.id, null, null, null, null, d.body, null, null
from trail.documents d
where d.id in (select body ->> 'UserRoleId' from held)
union all
select 'project', d.id, null, null, null, d.body ->> 'ProjectGroupId', null, null, null
from trail.documents d
where d.type = 'Projects' and d.body ->> 'ProjectGroupId' in (select id from project_group)
union all
select 'project', p.project_id, null, null, null, p.project_group_id, null, null, null
from server.past_projects p
where p.project_group_id in (select id from project_group)
