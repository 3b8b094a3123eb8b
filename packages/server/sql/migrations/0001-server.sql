--! What the server keeps beside the trail: none of it is a document, none of it is history.

create schema server;

-- Facts of the installation that never change, such as its id.
create table server.facts (
  name text primary key,
  value text not null
);

-- Browser sessions. The token itself is only in the cookie.
create table server.sessions (
  token_digest text primary key,
  user_id text not null,
  created timestamptz not null,
  expires timestamptz not null
);

create index sessions_by_user on server.sessions (user_id);

-- When an API key was last used; not worth an event.
create table server.api_key_uses (
  api_key_id text primary key,
  last_used timestamptz not null
);
