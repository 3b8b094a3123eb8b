-- Grants the role named by the setting indelible.runtime_role only what a server needs: on the
-- trail's own tables it can read and insert, nothing else (I4). Run by the owner of the schemas,
-- and again after every migration, since new tables have no grants.
do $$
declare
  role text := current_setting('indelible.runtime_role');
  work_tables text[] := array[
    'documents', 'links', 'unique_keys', 'id_counters', 'unsequenced', 'document_types'
  ];
  name text;
begin
  if not exists (select from pg_roles where rolname = role) then
    execute format('create role %I login', role);
  end if;
  execute format('grant usage on schema trail, trail_meta, server to %I', role);
  execute format(
    'revoke all on all tables in schema trail, trail_meta from %1$I;
     revoke create on schema trail, trail_meta, server from %1$I;
     grant select, insert on all tables in schema trail to %1$I;
     grant select on all tables in schema trail_meta to %1$I;
     grant select, insert, update, delete on all tables in schema server to %1$I;
     grant usage on all sequences in schema trail, server to %1$I',
    role
  );
  execute format('grant update on trail.key_ring to %I', role);
  -- Only the owner replaces the ledger's key.
  execute format('revoke insert on trail.ledger_key_changes from %I', role);
  foreach name in array work_tables loop
    execute format('grant update, delete on trail.%I to %I', name, role);
  end loop;
end
$$;
