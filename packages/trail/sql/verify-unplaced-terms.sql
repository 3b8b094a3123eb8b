-- The index terms of each event without a place, as one row, in the order of their numbers.
-- `occurred` is null where they are not all of one time.
declare verify_terms no scroll cursor for
select null as place, t.event_id as number, json_agg(t.term) as terms,
  case
    when min(t.occurred) = max(t.occurred)
      then to_char(min(t.occurred) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
  end as occurred
from trail.event_terms t
where not exists (select from trail.ledger_entries l where l.event_id = t.event_id)
group by t.event_id
order by t.event_id
