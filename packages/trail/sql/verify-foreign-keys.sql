-- Every foreign key of one column in the schemas of an installation, and the statement that lists the
-- values which refer to no row. $1 of that statement: limit.
select c.conrelid::regclass::text as table, a.attname as column, c.confrelid::regclass::text as target,
  format(
    'select distinct t.%1$I::text as value from %2$s t
     where t.%1$I is not null and not exists (select from %3$s r where r.%4$I = t.%1$I)
     order by 1 limit $1::bigint',
    a.attname, c.conrelid::regclass, c.confrelid::regclass, r.attname
  ) as statement
from pg_constraint c
join pg_namespace n on n.oid = c.connamespace
join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
join pg_attribute r on r.attrelid = c.confrelid and r.attnum = c.confkey[1]
where c.contype = 'f' and cardinality(c.conkey) = 1 and n.nspname in ('trail', 'server')
order by 1, 2
