-- $1 note; $2 number of its event, or null; $3 time. Repetition adds no second row.
insert into trail.ledger_key_changes (note, event_id, changed_on)
select $1, $2::bigint, $3::timestamptz
where not exists (select from trail.ledger_key_changes where note = $1)
