--! Keys of the ledger that were replaced: docs/adr/key-rotation.md.

-- Signed key statements (docs/formats/ledger.md). A row counts only with the signatures of both of
-- its keys. `event_id` is the event that states it; null if that was lost with a restored backup.
create table trail.ledger_key_changes (
  id bigint generated always as identity primary key,
  event_id bigint,
  note text not null,
  changed_on timestamptz not null
);

create trigger append_only before update or delete on trail.ledger_key_changes
  for each row execute function trail.refuse_change();
create trigger append_only_truncate before truncate on trail.ledger_key_changes
  for each statement execute function trail.refuse_change();
