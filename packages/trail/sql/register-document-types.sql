-- $1 json array of {prefix, label, rules}; see the table's columns.
insert into trail.document_types as t (prefix, label, rules)
select prefix, label, rules
from json_to_recordset($1::json) as d (prefix text, label text, rules jsonb)
on conflict (prefix) do update set label = excluded.label, rules = excluded.rules
where (t.label, t.rules) is distinct from (excluded.label, excluded.rules)
