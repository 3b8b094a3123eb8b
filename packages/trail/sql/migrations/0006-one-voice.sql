--! A ledger that never contradicts itself: docs/adr/one-voice.md.

-- Rows of the queue that cannot have a place in the ledger, and why. What is repaired can be put into
-- the queue again; what was found stays on record.
create table trail.set_aside (
  event_id bigint not null,
  reason text not null,
  set_aside_on timestamptz not null,
  primary key (event_id, reason)
);

create trigger append_only before update or delete on trail.set_aside
  for each row execute function trail.refuse_change();
create trigger append_only_truncate before truncate on trail.set_aside
  for each statement execute function trail.refuse_change();

-- A checkpoint is one by its signature. A forged row of a size must not keep the true one out.
alter table trail.ledger_checkpoints
  drop constraint ledger_checkpoints_pkey,
  add column id bigint generated always as identity primary key;
create index ledger_checkpoints_by_size on trail.ledger_checkpoints (size, id);

-- Which cosignatures verify is for the server to say, which knows the keys of the witnesses.
drop function trail.cosigned_note;

-- Entries follow each other without a gap, each with the digest of its event. The server checks more,
-- and trusts none of this: the owner of the database can take it away.
create function trail.check_entries() returns trigger language plpgsql
set search_path = pg_catalog, pg_temp as $$
declare
  first bigint;
  last bigint;
  added bigint;
begin
  select min(index), max(index), count(*) into first, last, added from appended;
  if added = 0 then
    return null;
  end if;
  if last - first + 1 <> added or first <> 0 and not exists (
    select from trail.ledger_entries l where l.index = first - 1
  ) then
    raise exception 'Entries of the ledger must follow each other without a gap'
      using errcode = 'TR406';
  end if;
  if exists (
    select from appended a left join trail.events e on e.id = a.event_id
    where e.digest is distinct from a.digest
  ) then
    raise exception 'An entry of the ledger must have the digest of its event' using errcode = 'TR406';
  end if;
  return null;
end
$$;

create trigger in_order after insert on trail.ledger_entries
  referencing new table as appended
  for each statement execute function trail.check_entries();

-- The root over neighbouring leaves or tiles, of which there may be any number, with what is to the
-- right of them, if anything is.
create function trail.row_root(hashes bytea[], beyond bytea) returns bytea language plpgsql immutable
set search_path = pg_catalog, pg_temp as $$
declare
  root bytea := beyond;
  rest integer := coalesce(array_length(hashes, 1), 0);
  width integer;
  part bytea[];
begin
  while rest > 0 loop
    -- The complete subtree at the end: as wide as the lowest binary digit of what is left.
    width := rest & -rest;
    part := hashes[rest - width + 1 : rest];
    rest := rest - width;
    while width > 1 loop
      width := width / 2;
      part := array(
        select sha256('\x01'::bytea || part[2 * i - 1] || part[2 * i])
        from generate_series(1, width) as i order by i
      );
    end loop;
    root := case when root is null then part[1] else sha256('\x01'::bytea || part[1] || root) end;
  end loop;
  return root;
end
$$;

-- The root of a tile is that of 256 entries, or of 256 tiles one level below.
create function trail.check_tiles() returns trigger language plpgsql
set search_path = pg_catalog, pg_temp as $$
begin
  if exists (
    select from appended a cross join lateral (
      select case
        when a.level = 0 then array(
          select sha256('\x00'::bytea || l.digest) from trail.ledger_entries l
          where l.index >= a.index * 256 and l.index < a.index * 256 + 256 order by l.index
        )
        else array(
          select t.root from trail.ledger_tiles t
          where t.level = a.level - 1 and t.index >= a.index * 256 and t.index < a.index * 256 + 256
          order by t.index
        )
      end as hashes
    ) as below
    where cardinality(below.hashes) <> 256 or trail.row_root(below.hashes, null) <> a.root
  ) then
    raise exception 'A tile of the ledger must have the root of what is below it'
      using errcode = 'TR406';
  end if;
  return null;
end
$$;

create trigger of_these_entries after insert on trail.ledger_tiles
  referencing new table as appended
  for each statement execute function trail.check_tiles();

-- The root of the tree of the first `wanted` entries (RFC 6962), from the roots of its full
-- tiles; null where some of them are missing.
create function trail.ledger_root(wanted bigint) returns bytea language plpgsql stable
set search_path = pg_catalog, pg_temp as $$
declare
  root bytea;
  depth integer := 0;
  tiles bigint := wanted;
  hashes bytea[];
begin
  if wanted = 0 then
    return sha256('');
  end if;
  while tiles > 0 loop
    if depth = 0 then
      select array_agg(sha256('\x00'::bytea || l.digest) order by l.index) into hashes
      from trail.ledger_entries l where l.index >= wanted - wanted % 256 and l.index < wanted;
    else
      select array_agg(t.root order by t.index) into hashes
      from trail.ledger_tiles t
      where t.level = depth - 1 and t.index >= tiles - tiles % 256 and t.index < tiles;
    end if;
    if coalesce(array_length(hashes, 1), 0) <> tiles % 256 then
      return null;
    end if;
    root := trail.row_root(hashes, root);
    depth := depth + 1;
    tiles := tiles / 256;
  end loop;
  return root;
end
$$;

-- A checkpoint is of the tree that is stored, and its note says so. Whether the ledger's key signed it
-- is more than the database can tell.
create function trail.check_checkpoint() returns trigger language plpgsql
set search_path = pg_catalog, pg_temp as $$
begin
  if new.root is distinct from trail.ledger_root(new.size) or strpos(
    new.note, E'\n' || new.size || E'\n' || encode(new.root, 'base64') || E'\n'
  ) = 0 then
    raise exception 'A checkpoint must have the size and root of the stored tree'
      using errcode = 'TR406';
  end if;
  return new;
end
$$;

create trigger of_this_tree before insert on trail.ledger_checkpoints
  for each row execute function trail.check_checkpoint();

-- Logs that were closed because a backup was restored or their key was lost. Nothing is signed under
-- their origins again. `size`, `root` and `note` are those of the last checkpoint that was kept; the
-- first event of the next log, `event_id`, states the same.
create table trail.closed_logs (
  number integer primary key,
  origin text not null,
  verifier_key text not null,
  size bigint not null,
  root bytea not null check (length(root) = 32),
  note text not null,
  missing bigint not null,
  event_id bigint not null,
  closed_on timestamptz not null
);

-- What was left of each. Their events are entries of the next log as well.
create table trail.closed_entries (
  log integer not null,
  index bigint not null,
  event_id bigint not null,
  digest bytea not null check (length(digest) = 32),
  primary key (log, index)
);

create table trail.closed_checkpoints (
  log integer not null,
  id bigint not null,
  size bigint not null,
  root bytea not null check (length(root) = 32),
  note text not null,
  signed_on timestamptz not null,
  primary key (log, id)
);
create index closed_checkpoints_by_size on trail.closed_checkpoints (log, size, id);

create table trail.closed_cosignatures (
  log integer not null,
  size bigint not null,
  root bytea not null check (length(root) = 32),
  witness text not null,
  signed_on timestamptz not null,
  line text not null,
  primary key (log, size, root, witness, signed_on)
);

do $$
declare
  name text;
begin
  foreach name in array array[
    'closed_logs', 'closed_entries', 'closed_checkpoints', 'closed_cosignatures'
  ] loop
    execute format(
      'create trigger append_only before update or delete on trail.%1$I
         for each row execute function trail.refuse_change();
       create trigger append_only_truncate before truncate on trail.%1$I
         for each statement execute function trail.refuse_change()',
      name
    );
  end loop;
end
$$;
