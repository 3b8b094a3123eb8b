-- $1 json array of {prefix, label, rules, tags_in, is_scope}; see the table's columns.
insert into trail.document_types as t (prefix, label, rules, tags_in, is_scope)
select prefix, label, rules, tags_in, is_scope
from json_to_recordset($1::json) as d (
  prefix text, label text, rules jsonb, tags_in text, is_scope boolean
)
on conflict (prefix) do update set label = excluded.label, rules = excluded.rules,
  tags_in = excluded.tags_in, is_scope = excluded.is_scope
where (t.label, t.rules, t.tags_in, t.is_scope)
  is distinct from (excluded.label, excluded.rules, excluded.tags_in, excluded.is_scope)
