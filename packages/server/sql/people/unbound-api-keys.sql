-- API keys without a code.
select id, body from trail.documents
where type = 'ApiKeys' and coalesce(body ->> 'KeyMac', '') = ''
