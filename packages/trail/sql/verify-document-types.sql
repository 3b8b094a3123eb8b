-- $1 prefixes. What the database knows of these document types; null for one that it does not know,
-- although it has documents of it.
select p.prefix, t.label, t.rules, t.tags_in, t.is_scope
from unnest($1::text[]) as p (prefix)
left join trail.document_types t on t.prefix = p.prefix
where t.prefix is not null or exists (select from trail.documents d where d.type = p.prefix)
