--! Server tasks: work that is queued, who does it now, and what it wrote. Their events are in the
--! trail; these rows change with every heartbeat. States: docs/formats/tasks.md.

create table server.tasks (
  id text primary key,
  -- That of the id: the order in which they were queued.
  number bigint not null unique,
  -- Counts every change but that of the lease: whoever changes a task says which version they read.
  version bigint not null default 1,
  space_id text,
  name text not null,
  description text not null,
  arguments jsonb not null,
  deployment_id text,
  runbook_run_id text,
  project_id text,
  environment_id text,
  tenant_id text,
  runbook_id text,
  queued_by text not null,
  -- Tasks of one lane run one at a time.
  lane text,
  state text not null,
  -- Not before; and not after, when it has not begun by then.
  queue_time timestamptz not null,
  queue_time_expiry timestamptz,
  start_time timestamptz,
  completed_time timestamptz,
  last_updated timestamptz not null,
  error_message text not null default '',
  has_warnings boolean not null default false,
  has_pending_interruptions boolean not null default false,
  server_node text,
  -- What it will need to go on after an interruption: sealed, gone when it has ended.
  progress text,
  -- Which server has it, and until when that server must say so again.
  lease_holder text,
  lease_until timestamptz
);

create index tasks_open on server.tasks (queue_time, number)
  where state in ('Queued', 'Executing', 'Cancelling');
create index tasks_leased on server.tasks (lease_until) where lease_holder is not null;
create unique index tasks_in_lane on server.tasks (lane)
  where lease_holder is not null or state in ('Executing', 'Cancelling');
create index tasks_by_space on server.tasks (space_id, number desc);
create index tasks_by_project on server.tasks (project_id, number desc);
create index tasks_by_deployment on server.tasks (deployment_id);

-- What a task does, as a tree: its steps, their actions, each target.
create table server.task_activities (
  task_id text not null references server.tasks (id) on delete cascade,
  id text not null,
  parent_id text,
  place integer not null,
  name text not null,
  status text not null,
  started timestamptz,
  ended timestamptz,
  primary key (task_id, id)
);

-- What it wrote while doing so, secrets masked.
create table server.task_log (
  task_id text not null references server.tasks (id) on delete cascade,
  number bigint not null,
  activity_id text not null,
  category text not null,
  occurred timestamptz not null,
  text text not null,
  primary key (task_id, number)
);

-- When what happens by schedule last did: health checks by policy, triggers. Several servers look at
-- the same schedules; the one that moves this row on does what is due, in the same commit.
create table server.schedule_runs (
  id text primary key,
  last_run timestamptz not null
);
