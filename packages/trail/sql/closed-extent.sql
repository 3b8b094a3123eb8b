-- $1 log. The number of entries that are left of a closed log, up to the first gap.
select coalesce(
  (
    select min(c.index) + 1 from trail.closed_entries c
    where c.log = $1::integer and not exists (
      select from trail.closed_entries n where n.log = c.log and n.index = c.index + 1
    )
  ), 0
) as entries
