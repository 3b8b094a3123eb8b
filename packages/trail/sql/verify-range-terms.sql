-- $1 first index; $2 index after the last. The index terms of the events of each range of 256 entries
-- as one text, in the order of the ledger, the times and the terms.
declare verify_range_terms no scroll cursor for
select e.range, string_agg(
  concat_ws(' ', e.number, extract(epoch from e.occurred), e.terms), ';' order by e.index, e.occurred
) as text
from (
  select t.index / 256 as range, t.index, t.number, t.occurred,
    string_agg(octet_length(t.term) || ':' || t.term, '') as terms
  from (
    select l.index, t.event_id as number, t.occurred, t.term
    from trail.event_terms t join trail.ledger_entries l on l.event_id = t.event_id
    where l.index >= $1::bigint and l.index < $2::bigint
    order by l.index, t.event_id, t.occurred, t.term collate "C"
    offset 0
  ) as t
  group by t.index, t.number, t.occurred
) as e
group by e.range
order by e.range
