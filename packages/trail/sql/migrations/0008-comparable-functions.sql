--! SQL functions with their bodies as text, which every version of PostgreSQL stores unchanged, so that
--! they can be compared with these migrations: docs/adr/compared-schema.md.

create or replace function trail.utf16_order(name text) returns text language sql immutable
set search_path = pg_catalog, pg_temp set standard_conforming_strings = on as $$
  select regexp_replace(
    replace(name, U&'\+10FFFF', U&'\+10FFFF\0001'), '([\uE000-\uFFFF])', U&'\+10FFFF' || '\1', 'g'
  )
$$;

create or replace function trail.utf16_length(value text) returns integer language sql immutable
set search_path = pg_catalog, pg_temp set standard_conforming_strings = on as $$
  select char_length(value) + regexp_count(value, '[\U00010000-\U0010FFFF]')
$$;

create or replace function trail.rules_below(rules jsonb, step text) returns jsonb
language sql immutable set search_path = pg_catalog, pg_temp as $$
  select (
    select coalesce(jsonb_agg(jsonb_set(r.rule, '{steps}', (r.rule -> 'steps') - 0)), '[]')
    from jsonb_array_elements(rules) as r (rule)
    where r.rule -> 'steps' ->> 0 in (step, '*')
  )
$$;

create or replace function trail.is_secret(part jsonb, parent jsonb, rules jsonb) returns boolean
language sql immutable set search_path = pg_catalog, pg_temp as $$
  select (jsonb_typeof(part) = 'object' and part ? 'Kept') or exists (
    select from jsonb_array_elements(rules) as r (rule)
    where r.rule -> 'steps' = '[]' and case
      when r.rule -> 'when' = '"shaped"'
        then jsonb_typeof(part) = 'object' and part ?| array['HasValue', 'NewValue']
      when jsonb_typeof(r.rule -> 'when') = 'object'
        then parent -> (r.rule -> 'when' ->> 'field') = r.rule -> 'when' -> 'equals'
      else true
    end
  )
$$;

create or replace function trail.shown(document trail.documents) returns jsonb language sql stable
set search_path = pg_catalog, pg_temp as $$
  select trail.without_secrets(
    document.body, null,
    coalesce((select t.rules from trail.document_types t where t.prefix = document.type), '[]'), 0
  ) || jsonb_strip_nulls(jsonb_build_object('Id', document.id, 'SpaceId', document.space_id))
$$;

create or replace function trail.member_differences(before jsonb, after jsonb) returns jsonb
language sql immutable set search_path = pg_catalog, pg_temp as $$
  select (
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
  )
$$;

create or replace function trail.column_changes(before trail.documents, after trail.documents)
returns text language sql stable set search_path = pg_catalog, pg_temp set timezone = 'UTC' as $$
  select (
    select 'Columns changed: ' || string_agg(
      o.key || ' from ' || o.value::text || ' to ' || n.value::text, '; ' order by o.key
    )
    from jsonb_each(to_jsonb(before) - array['id', 'space_id', 'body']) as o
    join jsonb_each(to_jsonb(after)) as n on n.key = o.key and n.value <> o.value
  )
$$;

create or replace function trail.related_ids(before trail.documents, after trail.documents)
returns text[] language sql stable set search_path = pg_catalog, pg_temp as $$
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
$$;

create or replace function trail.announce_commit() returns boolean language sql as $$
  select set_config('trail.commit', pg_current_xact_id()::text, true) is not null
$$;
