--! Guards: a document changed other than by a commit is recorded by the database itself (I8).

-- What the guards must know of a kind of document; the server says it at every start.
create table trail.document_types (
  prefix text primary key,
  label text not null,
  -- [{steps: ["Variables", "*", "Value"], hidden: boolean, when: null | "shaped" | {field, equals}}]
  rules jsonb not null
);

-- JSON in its one canonical form (RFC 8785), as the trail's own `canonicalize` writes it.

-- The order of UTF-16 code units, for `collate "C"`, which has that of code points: what lies above
-- U+FFFF is made to come before U+E000.
create function trail.utf16_order(name text) returns text language sql immutable
set search_path = pg_catalog, pg_temp
return regexp_replace(
  replace(name, U&'\+10FFFF', U&'\+10FFFF\0001'), '([\uE000-\uFFFF])', U&'\+10FFFF' || '\1', 'g'
);

-- The length in UTF-16 code units: two for each character above U+FFFF.
create function trail.utf16_length(value text) returns integer language sql immutable
set search_path = pg_catalog, pg_temp
return char_length(value) + regexp_count(value, '[\U00010000-\U0010FFFF]');

-- A number as ECMAScript writes it (Number::toString): the fewest digits that read back as the same
-- number. PostgreSQL takes one more where the shorter lies exactly between two numbers.
create function trail.canonical_number(value double precision) returns text
language plpgsql immutable set search_path = pg_catalog, pg_temp set extra_float_digits = 1 as $$
declare
  wanted double precision := abs(value);
  decimal numeric := wanted::text::numeric;
  shorter numeric;
  digits text;
  -- Digits before the decimal point; zero or less when the number starts behind it.
  point integer;
  minus text := case when value < 0 then '-' else '' end;
begin
  loop
    digits := ltrim(replace(decimal::text, '.', ''), '0');
    point := length(digits) - scale(decimal);
    digits := rtrim(digits, '0');
    exit when length(digits) < 2;
    shorter := round(decimal, length(digits) - 1 - point);
    exit when shorter::double precision <> wanted;
    decimal := shorter;
  end loop;
  return case
    when digits = '' then '0'
    when point between length(digits) and 21 then minus || rpad(digits, point, '0')
    when point between 1 and 21 then minus || left(digits, point) || '.' || substr(digits, point + 1)
    when point between -5 and 0 then minus || '0.' || repeat('0', -point) || digits
    else minus || left(digits, 1) || case when length(digits) > 1 then '.' else '' end
      || substr(digits, 2) || 'e' || to_char(point - 1, 'SGFM999')
  end;
end
$$;

create function trail.canonical(value jsonb) returns text language plpgsql immutable
set search_path = pg_catalog, pg_temp as $$
begin
  return case jsonb_typeof(value)
    when 'object' then (
      select '{' || coalesce(string_agg(
        to_json(m.key)::text || ':' || trail.canonical(m.value), ','
        order by trail.utf16_order(m.key) collate "C"
      ), '') || '}'
      from jsonb_each(value) as m
    )
    when 'array' then (
      select '[' || coalesce(string_agg(trail.canonical(i.item), ',' order by i.place), '') || ']'
      from jsonb_array_elements(value) with ordinality as i (item, place)
    )
    when 'number' then trail.canonical_number((value #>> '{}')::double precision)
    else value::text
  end;
end
$$;

-- What an event may show of a stored document (I5).

-- The rules that still apply one step further down.
create function trail.rules_below(rules jsonb, step text) returns jsonb language sql immutable
set search_path = pg_catalog, pg_temp
return (
  select coalesce(jsonb_agg(jsonb_set(r.rule, '{steps}', (r.rule -> 'steps') - 0)), '[]')
  from jsonb_array_elements(rules) as r (rule)
  where r.rule -> 'steps' ->> 0 in (step, '*')
);

-- Whether a value is a secret: by its form, whatever its place, or by its place.
create function trail.is_secret(part jsonb, parent jsonb, rules jsonb) returns boolean
language sql immutable set search_path = pg_catalog, pg_temp
return (jsonb_typeof(part) = 'object' and part ? 'Kept') or exists (
  select from jsonb_array_elements(rules) as r (rule)
  where r.rule -> 'steps' = '[]' and case
    when r.rule -> 'when' = '"shaped"'
      then jsonb_typeof(part) = 'object' and part ?| array['HasValue', 'NewValue']
    when jsonb_typeof(r.rule -> 'when') = 'object'
      then parent -> (r.rule -> 'when' ->> 'field') = r.rule -> 'when' -> 'equals'
    else true
  end
);

-- A value without secrets: an indicator or null for each, and SQL's null for what is hidden.
-- Fails with TR400 deeper than 60 levels: the event around it must stay within the trail's 64.
create function trail.without_secrets(part jsonb, parent jsonb, rules jsonb, depth integer)
returns jsonb language plpgsql immutable set search_path = pg_catalog, pg_temp as $$
begin
  if depth > 60 then
    raise exception 'A document nests at most 60 levels deep' using errcode = 'TR400';
  end if;
  if rules @> '[{"steps": [], "hidden": true}]' and exists (
    select from jsonb_array_elements(rules) as r (rule)
    where r.rule -> 'steps' = '[]' and r.rule -> 'hidden' = 'true'
  ) then
    return null;
  end if;
  if trail.is_secret(part, parent, rules) then
    return case
      when jsonb_typeof(part) = 'object'
        and starts_with(part ->> 'Indicator', 'sensitive-value-indicator:v1:')
        then part -> 'Indicator'
      else 'null'
    end;
  end if;
  return case jsonb_typeof(part)
    when 'object' then (
      select coalesce(jsonb_object_agg(s.key, s.shown) filter (where s.shown is not null), '{}')
      from (
        select m.key, trail.without_secrets(
          m.value, part, trail.rules_below(rules, m.key), depth + 1
        ) as shown
        from jsonb_each(part) as m
      ) as s
    )
    when 'array' then (
      select coalesce(jsonb_agg(s.shown order by s.place) filter (where s.shown is not null), '[]')
      from (
        select i.place, trail.without_secrets(
          i.item, part, trail.rules_below(rules, (i.place - 1)::text), depth + 1
        ) as shown
        from jsonb_array_elements(part) with ordinality as i (item, place)
      ) as s
    )
    else part
  end;
end
$$;

-- A document as an event shows it.
create function trail.shown(document trail.documents) returns jsonb language sql stable
set search_path = pg_catalog, pg_temp
return trail.without_secrets(
  document.body, null,
  coalesce((select t.rules from trail.document_types t where t.prefix = document.type), '[]'), 0
) || jsonb_strip_nulls(jsonb_build_object('Id', document.id, 'SpaceId', document.space_id));

-- RFC 6902 operations on the members of an object that make it another one.
create function trail.member_differences(before jsonb, after jsonb) returns jsonb
language sql immutable set search_path = pg_catalog, pg_temp
return (
  select coalesce(jsonb_agg(
    case
      when n.key is null then jsonb_build_object('op', 'remove', 'path', p.path)
      else jsonb_build_object(
        'op', case when o.key is null then 'add' else 'replace' end, 'path', p.path, 'value', n.value
      )
    end
    order by p.path collate "C"
  ), '[]')
  from jsonb_each(before) as o
  full join jsonb_each(after) as n on n.key = o.key
  cross join lateral (
    select '/' || replace(replace(coalesce(n.key, o.key), '~', '~0'), '/', '~1')
  ) as p (path)
  where o.value is distinct from n.value
);

-- The columns beside the body that changed, as a sentence; null for none.
create function trail.column_changes(before trail.documents, after trail.documents) returns text
language sql stable set search_path = pg_catalog, pg_temp set timezone = 'UTC'
return (
  select 'Columns changed: ' || string_agg(
    o.key || ' from ' || o.value::text || ' to ' || n.value::text, '; ' order by o.key
  )
  from jsonb_each(to_jsonb(before) - array['id', 'space_id', 'body']) as o
  join jsonb_each(to_jsonb(after)) as n on n.key = o.key and n.value <> o.value
);

-- What an event of a document relates to, the document first: what its links name (those that
-- follow, transitively), and every document whose id stands in one of its bodies.
create function trail.related_ids(before trail.documents, after trail.documents) returns text[]
language sql stable set search_path = pg_catalog, pg_temp
begin atomic
  with recursive own as (
    select distinct d.id from (values (before.id), (after.id)) as d (id) where d.id is not null
  ),
  linked as (
    select l.to_id as id, l.follows from own join trail.links l on l.from_id = own.id
    union
    select l.to_id, true
    from linked join trail.links l on l.from_id = linked.id
    where linked.follows and l.follows
  ),
  mentioned as (
    select d.id from trail.documents d
    where d.id in (
      select said #>> '{}'
      from (values (before.body), (after.body)) as b (body),
        jsonb_path_query(b.body, 'strict $.** ? (@.type() == "string")') as said
    )
  )
  select array_agg(r.id order by r.id <> coalesce(before.id, after.id), r.id collate "C")
  from (
    select id from own union select id from linked union select id from mentioned
  ) as r;
end;

-- A commit says so before it touches a document, in every transaction anew, so that the trigger below
-- passes over its rows without being called: docs/adr/database-guards.md.
create function trail.announce_commit() returns boolean language sql
return set_config('trail.commit', pg_current_xact_id()::text, true) is not null;

-- Records a change that no commit announced, as an act of the database user. It runs with the rights
-- of the schema's owner, so that nobody needs any on the events to change a document on the record.
create function trail.record_direct_change() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  before trail.documents := old;
  after trail.documents := new;
  number bigint;
  occurred timestamptz := date_trunc('milliseconds', clock_timestamp());
  id text := coalesce(before.id, after.id);
  kind text := coalesce(before.type, after.type);
  space text := coalesce(before.space_id, after.space_id);
  title text := coalesce(before.title, after.title);
  label text := coalesce((select t.label from trail.document_types t where t.prefix = kind), kind);
  verb text := case
    when before is null then 'created' when after is null then 'deleted' else 'changed'
  end;
  category text := replace(initcap(verb), 'Changed', 'Modified');
  agent text := current_setting('application_name');
  correlation text := 'database-transaction-' || pg_current_xact_id();
  related text[] := trail.related_ids(before, after);
  scopes jsonb := (
    select jsonb_object_agg(s.prefix, s.ids) from (
      select split_part(r.id, '-', 1) as prefix, jsonb_agg(r.id order by r.place) as ids
      from unnest(related) with ordinality as r (id, place) group by 1
    ) as s
  );
  body text;
begin
  if before is not distinct from after then
    return null;
  end if;
  number := nextval('trail.event_ids');
  body := trail.canonical(jsonb_build_object(
    'Format', 'indelible-event/1',
    'Id', 'Events-' || number,
    'Occurred', to_char(occurred at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'SpaceId', space,
    'Category', category,
    'DocumentType', kind,
    'DocumentId', id,
    'DocumentVersion', coalesce(after.version, before.version),
    'UserId', 'users-database',
    'Username', session_user,
    'IsService', false,
    'IdentityEstablishedWith', 'Direct SQL',
    'UserAgent', agent,
    'IpAddress', host(inet_client_addr()),
    'ApiKeyId', null,
    'ApiKeyHint', null,
    'CorrelationId', correlation,
    'Message', label || ' ' || title || ' was ' || verb || ' by direct SQL',
    'MessageReferences', jsonb_build_array(jsonb_build_object(
      'ReferencedDocumentId', id,
      'StartIndex', trail.utf16_length(label) + 1,
      'Length', trail.utf16_length(title)
    )),
    'RelatedDocumentIds', to_jsonb(related),
    'Comments', trail.column_changes(before, after),
    'ChangeDetails', jsonb_build_object(
      'DocumentContext', trail.shown(case when before is null then after else before end),
      'Differences', case
        when before is null or after is null then '[]'
        else trail.member_differences(trail.shown(before), trail.shown(after))
      end
    ),
    'Scopes', scopes,
    'Nonce', rtrim(translate(encode(substr(
      sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())), 1, 16
    ), 'base64'), '+/', '-_'), '=')
  ));
  insert into trail.events (id, occurred, space_id, scopes, body, digest)
  values (number, occurred, space, scopes, body, sha256(convert_to(body, 'UTF8')));
  insert into trail.unsequenced (event_id) values (number);
  insert into trail.event_terms (term, occurred, event_id)
  select distinct t.term, occurred, number
  from unnest(related || array[
    'category:' || lower(category), 'type:' || lower(kind), 'user:users-database',
    'agent:' || lower(left((regexp_split_to_array(agent, '[/ (]'))[1], 60)),
    'correlation:' || correlation
  ]) as t (term);
  return null;
end
$$;

-- Triggers fire in the order of their names: this one before the foreign keys ("RI_...") take away
-- the links of a deleted document.
create trigger "Audited" after insert or update or delete on trail.documents
  for each row
  when (current_setting('trail.commit', true) is distinct from pg_current_xact_id()::text)
  execute function trail.record_direct_change();

create trigger append_only_truncate before truncate on trail.documents
  for each statement execute function trail.refuse_change();
