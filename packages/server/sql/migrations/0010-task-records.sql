--! Digests of the logs of tasks, and outcomes that no event states: docs/formats/tasks.md.

-- Each is of all lines up to `last_line`. A chunk is the lines that were written together. A server
-- continues from the last one; verify names the chunk that was changed.
create table server.task_log_chunks (
  task_id text not null references server.tasks (id) on delete cascade,
  last_line bigint not null,
  bytes bigint not null,
  digest text not null,
  primary key (task_id, last_line)
);

-- What an event would state of a task that ended without one, with its code (MAC).
alter table server.tasks add column record text, add column record_mac text;
