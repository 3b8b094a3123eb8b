--! The ledger: the Merkle log (RFC 6962) of the events' digests.

-- Events that are recorded but have no place in the ledger yet; a queue, and no part of the record.
create table trail.unsequenced (
  event_id bigint primary key
);

-- The leaves. `digest` is the event's, copied: the ledger stands without the events.
create table trail.ledger_entries (
  index bigint primary key,
  event_id bigint not null unique,
  digest bytea not null check (length(digest) = 32)
);

-- The root of each full tile (C2SP tlog-tiles). Every tile can be made from these and the entries.
create table trail.ledger_tiles (
  level integer not null,
  index bigint not null,
  root bytea not null check (length(root) = 32),
  primary key (level, index)
);

-- Every checkpoint ever signed, as a signed note.
create table trail.ledger_checkpoints (
  size bigint primary key,
  root bytea not null check (length(root) = 32),
  note text not null,
  signed_on timestamptz not null
);

create trigger append_only before update or delete on trail.ledger_entries
  for each row execute function trail.refuse_change();
create trigger append_only_truncate before truncate on trail.ledger_entries
  for each statement execute function trail.refuse_change();
create trigger append_only before update or delete on trail.ledger_tiles
  for each row execute function trail.refuse_change();
create trigger append_only_truncate before truncate on trail.ledger_tiles
  for each statement execute function trail.refuse_change();
create trigger append_only before update or delete on trail.ledger_checkpoints
  for each row execute function trail.refuse_change();
create trigger append_only_truncate before truncate on trail.ledger_checkpoints
  for each statement execute function trail.refuse_change();
