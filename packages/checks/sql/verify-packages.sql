-- $1 last package seen; $2 limit. Packages, with what their documents record of their content.
select d.id, c.id as "contentId", (d.body ->> 'PackageSizeBytes')::float8 as size,
  coalesce(d.body ->> 'Sha256', '') as sha256
from trail.documents d
left join server.package_contents c on c.document_id = d.id
where d.type = 'Packages' and d.id > $1
order by d.id
limit $2::bigint
