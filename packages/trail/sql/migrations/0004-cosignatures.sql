--! Cosignatures: what witnesses said of the ledger's checkpoints (C2SP tlog-cosignature).

-- Each is a signature line over the checkpoint of this size and root, verified before it was stored.
-- A witness may sign one checkpoint again: it then says the same of a later time.
create table trail.ledger_cosignatures (
  size bigint not null,
  root bytea not null check (length(root) = 32),
  witness text not null,
  signed_on timestamptz not null,
  line text not null,
  primary key (size, root, witness, signed_on)
);

create trigger append_only before update or delete on trail.ledger_cosignatures
  for each row execute function trail.refuse_change();
create trigger append_only_truncate before truncate on trail.ledger_cosignatures
  for each statement execute function trail.refuse_change();

-- A checkpoint's note with the newest cosignature of each witness appended: still a signed note.
create function trail.cosigned_note(checkpoint trail.ledger_checkpoints) returns text
language sql stable
begin atomic
  select checkpoint.note || coalesce(string_agg(newest.line, '' order by newest.witness), '')
  from (
    select distinct on (c.witness) c.witness, c.line
    from trail.ledger_cosignatures c
    where c.size = checkpoint.size and c.root = checkpoint.root
    order by c.witness, c.signed_on desc
  ) as newest;
end;
