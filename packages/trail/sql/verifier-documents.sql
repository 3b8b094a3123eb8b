-- $1 last id seen; $2 limit. The next ids of documents.
select id from trail.documents where id > $1::text order by id limit $2::bigint
