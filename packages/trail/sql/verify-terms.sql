-- $1 first index. The index terms of each event that has a place from there on, as one row, in the
-- order of the ledger.
-- `occurred` is null where they are not all of one time.
declare verify_terms no scroll cursor for
select l.index as place, t.event_id as number, json_agg(t.term) as terms,
  case
    when min(t.occurred) = max(t.occurred)
      then to_char(min(t.occurred) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
  end as occurred
from trail.event_terms t join trail.ledger_entries l on l.event_id = t.event_id
where l.index >= $1::bigint
group by l.index, t.event_id
order by l.index
