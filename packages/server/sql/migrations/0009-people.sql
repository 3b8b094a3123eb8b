--! An active user always administers the installation, sessions end with what they are based on, and
--! no user name can be mistaken for another.

-- Whether an active user, not a service account, has AdministerSystem and TeamEdit at system level.
-- With both a user can give themselves and others every other permission of the installation. The
-- rules are those of `effectivePermissions` in packages/domain.
create function server.is_administered() returns boolean language sql stable
set search_path = pg_catalog, pg_temp as $$
  with role as (
    select r.id,
      r.body -> 'GrantedSpacePermissions' <> '[]' as has_space_level,
      exists (
        select from jsonb_path_query(r.body, '$.GrantedSystemPermissions[*]') as p (name)
        where lower(p.name #>> '{}') = 'administersystem'
      ) as administers,
      exists (
        select from jsonb_path_query(r.body, '$.GrantedSystemPermissions[*]') as p (name)
        where lower(p.name #>> '{}') = 'teamedit'
      ) as edits_teams
    from trail.documents r
    where r.type = 'UserRoles'
  ),
  team as (
    select t.id, t.body, bool_or(role.administers) as administers,
      bool_or(role.edits_teams) as edits_teams
    from role
    join trail.documents s on s.type = 'ScopedUserRoles' and s.body ->> 'UserRoleId' = role.id
    join trail.documents t on t.type = 'Teams' and t.id = s.body ->> 'TeamId'
    where (role.administers or role.edits_teams)
      and (t.space_id is null or (s.space_id = t.space_id and role.has_space_level))
    group by t.id
  ),
  member as (
    select m.id #>> '{}' as id, team.administers, team.edits_teams
    from team cross join lateral jsonb_path_query(team.body, '$.MemberUserIds[*]') as m (id)
    where team.id <> 'teams-everyone'
    union all
    select u.id, team.administers, team.edits_teams
    from team join trail.documents u on u.type = 'Users'
    where team.id = 'teams-everyone'
  )
  select exists (
    select from member
    join trail.documents u on u.id = member.id and u.type = 'Users'
    where u.body -> 'IsActive' = 'true' and u.body -> 'IsService' = 'false'
    group by u.id
    having bool_or(member.administers) and bool_or(member.edits_teams)
  )
$$;

-- Refuses a transaction after which no user administers the installation, if one did before: the fact
-- 'administered' is stored at the first start after that. Runs at the end of the transaction, under a
-- lock, so that of two administrators who remove each other at the same time one stays.
create function server.require_administrator() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from server.facts where name = 'administered') then
    return null;
  end if;
  perform pg_advisory_xact_lock(4914310);
  if not server.is_administered() then
    raise exception using errcode = 'TR422', message =
      'This would leave no active user who administers the installation. '
      'Add another user to the team Administrators first.';
  end if;
  return null;
end
$$;

create constraint trigger administered_after_update after update on trail.documents
deferrable initially deferred for each row
when (
  old.type in ('Users', 'Teams', 'ScopedUserRoles', 'UserRoles')
  and (old.type, old.space_id, old.body - 'Password')
    is distinct from (new.type, new.space_id, new.body - 'Password')
)
execute function server.require_administrator();

create constraint trigger administered_after_delete after delete on trail.documents
deferrable initially deferred for each row
when (old.type in ('Users', 'Teams', 'ScopedUserRoles', 'UserRoles'))
execute function server.require_administrator();

-- Sessions of earlier versions end: users sign in again. A session is valid as long as its generation
-- is that of its user (the member SessionGeneration), which increases when all sessions must end.
delete from server.sessions;
alter table server.sessions
  add column generation integer not null default 0,
  add column user_agent text not null default '',
  add column ip_address text;

-- What the names of users look like: the forms of `looksOf` in packages/server. Unless both names are
-- ASCII, two users must not have one in common. Names of earlier versions stay: is_new is false.
create table server.user_names (
  user_id text primary key references trail.documents (id) on delete cascade,
  name text not null,
  is_ascii boolean not null,
  is_new boolean not null,
  looks text[] not null
);

create index user_names_by_look on server.user_names using gin (looks);

-- Runs at the end of the transaction, under a lock for each form, so that two names that look the same
-- cannot be created at the same time.
create function server.require_distinct_name() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  other text;
begin
  perform pg_advisory_xact_lock(4914311, hashtext(l.look))
  from (select unnest(new.looks) as look order by 1) as l;
  select n.name into other from server.user_names n
  where n.looks && new.looks and n.user_id <> new.user_id and not (n.is_ascii and new.is_ascii)
  limit 1;
  if other is not null then
    raise exception using errcode = 'TR422', message =
      format('Username ''%s'' can be mistaken for that of the user ''%s''.', new.name, other);
  end if;
  return null;
end
$$;

create constraint trigger distinct_name after insert or update on server.user_names
deferrable initially deferred for each row when (new.is_new)
execute function server.require_distinct_name();
