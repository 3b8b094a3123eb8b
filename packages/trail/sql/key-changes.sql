-- $1 limit. The statements that replaced keys of this ledger's logs, oldest first, with the numbers of
-- their events. The caller checks the signatures.
select note, event_id as "eventNumber" from trail.ledger_key_changes order by id limit $1::bigint
