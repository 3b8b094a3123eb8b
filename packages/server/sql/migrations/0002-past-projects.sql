--! Which group a project was in when it was deleted: whoever may see the group's projects may go on
--! seeing the events of that one. Kept by the database, so that no way of deleting can miss it.

create table server.past_projects (
  project_id text primary key,
  project_group_id text not null
);

create index past_projects_by_group on server.past_projects (project_group_id);

create function server.keep_past_project() returns trigger language plpgsql as $$
begin
  insert into server.past_projects (project_id, project_group_id)
  values (old.id, old.body ->> 'ProjectGroupId')
  on conflict (project_id) do nothing;
  return null;
end
$$;

create trigger keep_past_project after delete on trail.documents
  for each row when (old.type = 'Projects') execute function server.keep_past_project();
