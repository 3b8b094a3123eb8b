--! The keys of the installation, encrypted under its master key: docs/formats/secrets.md.

create table trail.key_ring (
  single boolean primary key default true check (single),
  -- How many keys there are to seal under; the last of them seals what is new.
  generation bigint not null,
  wrapped text not null
);

create trigger never_gone before delete on trail.key_ring
  for each row execute function trail.refuse_change();
create trigger never_gone_truncate before truncate on trail.key_ring
  for each statement execute function trail.refuse_change();
create trigger forward_only before update on trail.key_ring
  for each row when (new.generation <= old.generation) execute function trail.refuse_change();

-- Called inside the commit statement: a server that has not got the key to seal under writes nothing.
create function trail.require_generation(held bigint) returns boolean
language plpgsql as $$
begin
  if held <> (select k.generation from trail.key_ring k) then
    raise exception 'The master key was changed: this server seals under an old one'
      using errcode = 'TR423';
  end if;
  return true;
end
$$;
