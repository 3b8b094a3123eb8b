-- Contents of no package, unchanged since $1; at most $2 of them. Their chunks are deleted by cascade.
delete from server.package_contents
where id in (
  select id from server.package_contents
  where document_id is null and touched < $1
  order by touched
  limit $2
  for update skip locked
)
returning id
