-- Certificates in use that expire by a time, with the warnings recorded of the file that they have.
-- $1 the time, as the documents write it; $2 the id to continue after; $3 the maximum number.
select d.id, d.body ->> 'Thumbprint' as thumbprint, d.body ->> 'NotAfter' as not_after,
  array(
    select w.category from server.certificate_warnings w
    where w.certificate_id = d.id and w.thumbprint = d.body ->> 'Thumbprint'
  ) as recorded
from trail.documents d
where d.type = 'Certificates'
  and d.body @> '{"Archived": null}'
  and d.body ->> 'NotAfter' <= $1::text
  and not exists (
    select from server.certificate_warnings w
    where w.certificate_id = d.id and w.thumbprint = d.body ->> 'Thumbprint'
      and w.category = 'CertificateExpired'
  )
  and d.id > $2::text
order by d.id
limit $3::bigint
