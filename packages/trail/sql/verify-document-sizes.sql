-- $1 ids of documents. About how much checking each reads: the stored size of its body, which is mostly
-- compressed. Of one that is gone, only its last event is read, of any size.
select i.id, coalesce(pg_column_size(d.body), 100000) as bytes
from unnest($1::text[]) as i (id)
left join trail.documents d on d.id = i.id
order by i.id
