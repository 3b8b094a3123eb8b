-- A page of events, newest first. The markers are replaced with event-filter.sql, a clause for each
-- set of terms, and the driving table: events, or the terms of the first single-term filter.
select e.id, e.body
from /* source */
where true /* filter */
order by /* order */
offset $9::bigint
limit $10::bigint
