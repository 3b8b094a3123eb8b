-- $1 name; $2 the value to store if there is none yet. Returns the stored value.
with added as (
  insert into server.facts (name, value) values ($1, $2)
  on conflict (name) do nothing
  returning value
)
select value from added
union all
select value from server.facts where name = $1
limit 1
