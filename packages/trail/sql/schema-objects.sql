-- $1 schemas. Their objects that can change what is recorded, each with the facts that are compared:
-- texts that PostgreSQL 15 to 18 print in the same way. search_path must be pg_catalog, so that names
-- of other schemas are qualified. Left out: owners, indexes that are not unique, storage, and rights
-- to read.
with schemas as (
  select oid, nspname as schema from pg_namespace where nspname = any($1::text[])
),
relations as (
  select c.*, s.schema || '.' || c.relname as name
  from pg_class c join schemas s on s.oid = c.relnamespace
  where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
),
-- Rights of roles other than the owner and superusers; 0 is PUBLIC.
rights as (
  select r.name as target, a.grantee, lower(a.privilege_type) as privilege
  from relations r, aclexplode(r.relacl) as a where a.grantee <> r.relowner
  union
  select r.name || '.' || c.attname, a.grantee, lower(a.privilege_type)
  from relations r join pg_attribute c on c.attrelid = r.oid, aclexplode(c.attacl) as a
  where a.grantee <> r.relowner
  union
  select 'schema ' || s.schema, a.grantee, lower(a.privilege_type)
  from schemas s join pg_namespace n on n.oid = s.oid, aclexplode(n.nspacl) as a
  where a.grantee <> n.nspowner
)
select kind, name, facts from (
  select 'function' as kind,
    s.schema || '.' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')' as name,
    jsonb_build_object(
      'kind', p.prokind, 'result', pg_get_function_result(p.oid), 'language', l.lanname,
      'volatility', p.provolatile, 'strict', p.proisstrict, 'security definer', p.prosecdef,
      'configuration', coalesce(array_to_string(p.proconfig, '; '), ''),
      'defaults', coalesce(pg_get_expr(p.proargdefaults, 0), ''),
      'body', encode(sha256(convert_to(
        coalesce(p.probin, '') || coalesce(pg_get_function_sqlbody(p.oid), p.prosrc), 'UTF8'
      )), 'hex')
    ) as facts
  from pg_proc p join schemas s on s.oid = p.pronamespace join pg_language l on l.oid = p.prolang

  union all
  select 'trigger', t.tgname || ' on ' || r.name, jsonb_build_object(
    'definition', pg_get_triggerdef(t.oid),
    'state', case t.tgenabled
      when 'O' then 'enabled' when 'D' then 'disabled' when 'R' then 'enabled for replicas only'
      else 'always enabled'
    end
  )
  from pg_trigger t join relations r on r.oid = t.tgrelid where not t.tgisinternal

  union all
  select 'rule', w.rulename || ' on ' || r.name, '{}'
  from pg_rewrite w join relations r on r.oid = w.ev_class where w.rulename <> '_RETURN'

  union all
  select 'policy', w.polname || ' on ' || r.name, '{}'
  from pg_policy w join relations r on r.oid = w.polrelid

  union all
  select
    case r.relkind
      when 'r' then 'table' when 'p' then 'partitioned table' when 'v' then 'view'
      when 'm' then 'materialized view' when 'f' then 'foreign table' else 'sequence'
    end,
    r.name,
    jsonb_build_object('persistence', r.relpersistence, 'row security', r.relrowsecurity)
      || case
        when q.seqrelid is null then '{}'
        else jsonb_build_object(
          'start', q.seqstart, 'increment', q.seqincrement, 'cycles', q.seqcycle
        )
      end
  from relations r left join pg_sequence q on q.seqrelid = r.oid

  union all
  select 'column', r.name || '.' || a.attname, jsonb_build_object(
    'type', format_type(a.atttypid, a.atttypmod), 'not null', a.attnotnull,
    'default', coalesce(pg_get_expr(d.adbin, d.adrelid), ''), 'identity', a.attidentity,
    'generated', a.attgenerated,
    'collation', case when a.attcollation = t.typcollation then '' else a.attcollation::regcollation::text end
  )
  from relations r
  join pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped
  join pg_type t on t.oid = a.atttypid
  left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  where r.relkind in ('r', 'p')

  union all
  -- Rows of a child table show in queries of its parent.
  select 'child table', i.inhrelid::regclass || ' of ' || r.name, '{}'
  from pg_inherits i join relations r on r.oid = i.inhparent where r.relkind in ('r', 'p')

  union all
  -- PostgreSQL 18 lists "not null", too, which is compared with the columns. A foreign key has four
  -- triggers, which a superuser can disable.
  select 'constraint', c.conname || ' on ' || r.name, jsonb_build_object(
    'definition', pg_get_constraintdef(c.oid), 'validated', c.convalidated,
    'enforced', c.contype <> 'f' or (
      select count(*) = 4 from pg_trigger t where t.tgconstraint = c.oid and t.tgenabled = 'O'
    )
  )
  from pg_constraint c join relations r on r.oid = c.conrelid where c.contype <> 'n'

  union all
  select 'unique index', n.relname || ' on ' || r.name, jsonb_build_object(
    'definition', pg_get_indexdef(i.indexrelid), 'valid', i.indisvalid and i.indisready
  )
  from pg_index i join relations r on r.oid = i.indrelid join pg_class n on n.oid = i.indexrelid
  where i.indisunique

  union all
  select distinct 'right',
    g.privilege || ' on ' || g.target || case when g.grantee = 0 then ' for PUBLIC' else '' end,
    '{}'::jsonb
  from rights g left join pg_roles o on o.oid = g.grantee
  where g.privilege not in ('select', 'maintain') and o.rolsuper is not true
    and not (g.target like 'schema %' and g.privilege = 'usage')

  union all
  -- A role that is a replica by default runs no triggers.
  select 'setting',
    s.setting || coalesce(' of role ' || o.rolname, '') || coalesce(' in database ' || d.datname, ''),
    '{}'
  from (
    select c.setrole, c.setdatabase, split_part(unnest(c.setconfig), '=', 1) as setting
    from pg_db_role_setting c
  ) as s
  left join pg_roles o on o.oid = s.setrole left join pg_database d on d.oid = s.setdatabase
  where s.setting = 'session_replication_role' and (d.datname is null or d.datname = current_database())
  union all
  select 'setting', name || ' of the database server', '{}' from pg_settings
  where name = 'session_replication_role' and setting <> 'origin'
) as o
order by kind, name
