-- $1 limit. Snapshots that documents name, and that do not exist.
select d.id, n.name #>> '{}' as snapshot
from trail.documents d
cross join lateral jsonb_path_query(
  d.body, 'strict $.** ? (@.type() == "string" && @ like_regex "^.+-s-[0-9]+-[0-9A-F]{32}$")'
) as n (name)
where d.type in ('Releases', 'RunbookSnapshots')
  and not exists (select from server.snapshots s where s.id = n.name #>> '{}')
order by d.id, 2
limit $1::bigint
