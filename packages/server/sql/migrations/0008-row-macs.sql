--! Codes (MACs) that bind the values of a row to each other, under keys that the database does not
--! contain: docs/adr/rows-bound-by-mac.md.

-- Sessions of earlier versions end: users sign in again.
delete from server.sessions;
alter table server.sessions add column mac text not null;

-- Open tasks of earlier versions get their codes at the first start; a task without one does not run.
alter table server.tasks add column mac text;
