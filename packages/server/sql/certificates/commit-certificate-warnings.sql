-- Part of a commit: warnings of a certificate's expiry. One that is there already is not touched,
-- which makes the commit stale: another server was first.
insert into server.certificate_warnings (certificate_id, thumbprint, category, recorded)
select certificate_id, thumbprint, category, recorded
from json_to_recordset($rows::json) as w (
  certificate_id text, thumbprint text, category text, recorded timestamptz
)
on conflict do nothing
returning 1
