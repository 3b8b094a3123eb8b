--! The trail: documents, and the events that say how they came to be.

create schema trail;

-- Documents of every type, as stored: API names, sensitive values sealed.
create table trail.documents (
  id text primary key,
  type text not null,
  space_id text references trail.documents (id) deferrable initially deferred,
  version bigint not null,
  title text not null,
  sort_key text not null,
  body jsonb not null,
  modified_on timestamptz not null,
  modified_by text not null
) with (fillfactor = 80);

create index documents_by_type on trail.documents (type, space_id, sort_key, id);
create index documents_by_space on trail.documents (space_id);

-- What a document refers to. The foreign key is the guarantee that no document
-- outlives what it needs, whatever races; deferred, so that a cascade may name both ends.
create table trail.links (
  from_id text not null references trail.documents (id) on delete cascade,
  to_id text not null references trail.documents (id) deferrable initially deferred,
  follows boolean not null,
  cascades boolean not null,
  primary key (from_id, to_id)
);

create index links_by_target on trail.links (to_id, from_id);

-- Names and slugs that only one document may hold at a time.
create table trail.unique_keys (
  key text primary key,
  document_id text not null references trail.documents (id) on delete cascade,
  field text not null
);

create index unique_keys_by_document on trail.unique_keys (document_id);

create table trail.id_counters (
  prefix text primary key,
  last bigint not null
);

create sequence trail.event_ids;

-- `body` holds the canonical bytes (RFC 8785) whose SHA-256 is `digest`; the other columns
-- repeat parts of it for the queries, and `verify` compares them with it.
create table trail.events (
  id bigint primary key,
  occurred timestamptz not null,
  space_id text,
  scopes jsonb not null,
  body text not null,
  digest bytea not null check (length(digest) = 32)
);

create index events_by_time on trail.events (occurred, id);

-- Long bodies are compressed; lz4 does it at a fraction of the cost, where the server has it.
do $$
begin
  alter table trail.documents alter column body set compression lz4;
  alter table trail.events alter column body set compression lz4;
exception
  when feature_not_supported then null;
end
$$;

-- One row for each thing an event can be found by: a related document's id, or
-- `category:`, `type:`, `user:`, `agent:`, `correlation:` and the value.
create table trail.event_terms (
  term text not null,
  occurred timestamptz not null,
  event_id bigint not null,
  primary key (term, occurred, event_id)
);

-- I4: the trail refuses change even from its owner.
create function trail.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'The trail is append-only: % on %.% is refused', tg_op, tg_table_schema, tg_table_name
    using errcode = 'TR405';
end
$$;

create trigger append_only before update or delete on trail.events
  for each row execute function trail.refuse_change();
create trigger append_only_truncate before truncate on trail.events
  for each statement execute function trail.refuse_change();
create trigger append_only before update or delete on trail.event_terms
  for each row execute function trail.refuse_change();
create trigger append_only_truncate before truncate on trail.event_terms
  for each statement execute function trail.refuse_change();

-- Called inside the commit statement: raising is what undoes the whole of it.
create function trail.require_fresh(touched bigint, expected bigint) returns boolean
language plpgsql as $$
begin
  if touched <> expected then
    raise exception 'Changed meanwhile: % of % documents had the expected version', touched, expected
      using errcode = 'TR409';
  end if;
  return true;
end
$$;

-- The next `count` ids of a prefix; the first of them is returned.
create function trail.allocate_ids(wanted_prefix text, wanted_count bigint) returns bigint
language sql as $$
  insert into trail.id_counters as c (prefix, last) values (wanted_prefix, wanted_count)
  on conflict (prefix) do update set last = c.last + excluded.last
  returning last - wanted_count + 1
$$;

-- Who may see an event: the one rule, used by every reader of events.
-- `grants` is a json array of {"SpaceId": id or null, "Restrictions": {type: [ids]}}. An event is
-- visible if at least one grant admits it. A grant admits an event of its own space (null: an event of
-- no space) when, for every scope type that the grant restricts, all of the event's ids of that type
-- are among the allowed ones; an event with none of that type is admitted.
create function trail.is_visible(event_space text, event_scopes jsonb, grants jsonb)
returns boolean language sql immutable as $$
  select exists (
    select 1 from jsonb_array_elements(grants) as g (admission)
    where (g.admission ->> 'SpaceId') is not distinct from event_space
      and not exists (
        select 1 from jsonb_each(g.admission -> 'Restrictions') as r (scope_type, allowed)
        where not coalesce(event_scopes -> r.scope_type, '[]') <@ r.allowed
      )
  )
$$;

-- The ids that decide who may see a document, in the form that is_visible takes: its own and those
-- that it refers to, by the scope types that the grants restrict.
create function trail.scopes_of(document_id text, document_type text, grants jsonb)
returns jsonb language sql stable as $$
  select coalesce(jsonb_object_agg(found.scope_type, found.ids), '{}')
  from (
    select t.scope_type, jsonb_agg(r.id) as ids
    from (
      select distinct jsonb_object_keys(g.admission -> 'Restrictions') as scope_type
      from jsonb_array_elements(grants) as g (admission)
    ) as t
    join lateral (
      select document_id as id where document_type = t.scope_type
      union
      select l.to_id from trail.links l
      where l.from_id = document_id and starts_with(l.to_id, t.scope_type || '-')
    ) as r on true
    group by t.scope_type
  ) as found
$$;
