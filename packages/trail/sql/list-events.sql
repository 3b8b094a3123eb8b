-- A page of events, newest first: their numbers, and the bytes of their bodies, which are not read. The
-- markers are replaced with event-filter.sql, a clause for each set of terms, and the driving table:
-- events, or the terms of the first single-term filter.
select e.id as number, octet_length(e.body) as bytes
from /* source */
where true /* filter */
order by /* order */
offset $9::bigint
limit $10::bigint
