--! What a user may do is looked up with every request; these keep that independent of how many teams,
--! scoped user roles and projects there are.

create index team_members on trail.documents using gin ((body -> 'MemberUserIds'))
  where type = 'Teams';
create index scoped_user_roles_by_team on trail.documents ((body ->> 'TeamId'))
  where type = 'ScopedUserRoles';
create index projects_by_group on trail.documents ((body ->> 'ProjectGroupId'))
  where type = 'Projects';
