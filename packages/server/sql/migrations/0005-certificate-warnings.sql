--! Which warnings of a certificate's expiry are recorded, so that each is recorded once: by whichever
--! server comes first. Another file in the certificate's place is warned of anew.

create table server.certificate_warnings (
  certificate_id text not null,
  thumbprint text not null,
  category text not null,
  recorded timestamptz not null,
  primary key (certificate_id, thumbprint, category)
);
