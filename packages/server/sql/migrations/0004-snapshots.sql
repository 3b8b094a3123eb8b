--! Versions of documents that are kept: what a release deploys, however its project goes on. A row holds
--! the document as it was stored, secrets sealed; its id says what it shows (docs/formats/snapshots.md).

create table server.snapshots (
  id text primary key,
  document_id text not null,
  type text not null,
  space_id text,
  version bigint not null,
  title text not null,
  body jsonb not null,
  modified_on timestamptz not null,
  modified_by text not null,
  taken timestamptz not null
);

create index snapshots_by_document on server.snapshots (document_id, version);

create trigger append_only before delete on server.snapshots
  for each row execute function trail.refuse_change();
create trigger append_only_truncate before truncate on server.snapshots
  for each statement execute function trail.refuse_change();

-- Another master key seals secrets anew, which changes nothing of what a snapshot shows.
create trigger append_only_update before update on server.snapshots
  for each row
  when (
    to_jsonb(old) - 'body' is distinct from to_jsonb(new) - 'body'
    or trail.without_secrets(old.body, null, '[]', 0)
      is distinct from trail.without_secrets(new.body, null, '[]', 0)
  )
  execute function trail.refuse_change();
