-- The release of a project ($1) that was deployed last, successfully, to one of some environments ($2).
select d.body ->> 'ReleaseId' as release_id
from server.tasks t
join trail.documents d on d.id = t.deployment_id
where t.project_id = $1 and t.environment_id = any($2::text[]) and t.state = 'Success'
order by t.completed_time desc, t.number desc
limit 1
