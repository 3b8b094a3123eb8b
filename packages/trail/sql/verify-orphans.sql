-- $1 limit. Links and unique keys of documents that do not exist.
(select 'link to ' || l.to_id as what, l.from_id as id from trail.links l
  where not exists (select from trail.documents d where d.id = l.from_id)
  order by l.from_id, l.to_id limit $1::bigint)
union all
(select 'unique key of ' || k.field, k.document_id from trail.unique_keys k
  where not exists (select from trail.documents d where d.id = k.document_id)
  order by k.key limit $1::bigint)
