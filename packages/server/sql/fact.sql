-- $1 name; $2 the value it takes if it has none yet. The value that stands is returned.
with added as (
  insert into server.facts (name, value) values ($1, $2)
  on conflict (name) do nothing
  returning value
)
select value from added
union all
select value from server.facts where name = $1
limit 1
