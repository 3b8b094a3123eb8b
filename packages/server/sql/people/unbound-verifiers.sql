-- Users with a verifier of an earlier version, which is not bound.
select id, body #>> '{Password,Kept}' as verifier from trail.documents
where type = 'Users' and starts_with(body #>> '{Password,Kept}', 'scrypt:v1:')
