--! Cosignatures: what witnesses said of the ledger's checkpoints (C2SP tlog-cosignature).

-- Each is a signature line, verified before it was stored. A witness may sign one checkpoint again:
-- it then says the same of a later time.
create table trail.ledger_cosignatures (
  size bigint not null,
  witness text not null,
  signed_on timestamptz not null,
  line text not null,
  primary key (size, witness, signed_on)
);

create trigger append_only before update or delete on trail.ledger_cosignatures
  for each row execute function trail.refuse_change();
create trigger append_only_truncate before truncate on trail.ledger_cosignatures
  for each statement execute function trail.refuse_change();
