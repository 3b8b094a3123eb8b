-- $1 a role, or null for the one of this connection. Superusers are members of every role.
select r.name as role,
  pg_has_role(r.name, c.relowner, 'member') as "isOwner",
  has_table_privilege(r.name, c.oid, 'update, delete, truncate') as "mayRewrite"
from (select coalesce($1::name, current_user) as name) as r
join pg_class c on c.oid = 'trail.events'::regclass
