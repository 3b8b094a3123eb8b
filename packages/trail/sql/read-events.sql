-- $1 event numbers; $2 those to read without ChangeDetails. json, not jsonb, keeps the other members
-- exactly as recorded.
select e.id as number, case
    when e.id = any($2::bigint[]) then (
      select json_object_agg(member.key, member.value)
      from json_each(e.body::json) as member
      where member.key <> 'ChangeDetails'
    )::text
    else e.body
  end as body
from trail.events e
where e.id = any($1::bigint[])
