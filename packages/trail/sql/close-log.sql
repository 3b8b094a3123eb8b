-- Moves the log to the closed logs, under the number in the setting indelible.closed_log, and leaves
-- an empty log. Its events and those of the queue are listed in the temporary table requeued. Run by
-- the owner of the tables: no one else may disable their triggers. In a transaction.
create temporary table requeued on commit drop as
  select event_id from trail.unsequenced union select event_id from trail.ledger_entries;
delete from trail.unsequenced;

insert into trail.closed_entries (log, index, event_id, digest)
select current_setting('indelible.closed_log')::integer, index, event_id, digest
from trail.ledger_entries;
insert into trail.closed_checkpoints (log, id, size, root, note, signed_on)
select current_setting('indelible.closed_log')::integer, id, size, root, note, signed_on
from trail.ledger_checkpoints;
insert into trail.closed_cosignatures (log, size, root, witness, signed_on, line)
select current_setting('indelible.closed_log')::integer, size, root, witness, signed_on, line
from trail.ledger_cosignatures;

alter table trail.ledger_entries disable trigger append_only_truncate;
alter table trail.ledger_tiles disable trigger append_only_truncate;
alter table trail.ledger_checkpoints disable trigger append_only_truncate;
alter table trail.ledger_cosignatures disable trigger append_only_truncate;
truncate trail.ledger_entries, trail.ledger_tiles, trail.ledger_checkpoints,
  trail.ledger_cosignatures;
alter table trail.ledger_entries enable trigger append_only_truncate;
alter table trail.ledger_tiles enable trigger append_only_truncate;
alter table trail.ledger_checkpoints enable trigger append_only_truncate;
alter table trail.ledger_cosignatures enable trigger append_only_truncate;
