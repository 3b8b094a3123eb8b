-- The environments that a release ($1) was deployed to successfully.
select distinct t.environment_id
from trail.links l
join server.tasks t on t.deployment_id = l.from_id
where l.to_id = $1 and starts_with(l.from_id, 'Deployments-') and t.state = 'Success'
