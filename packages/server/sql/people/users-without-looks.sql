-- Users whose names were not stored with what they look like.
select u.id as user_id, u.body ->> 'Username' as name from trail.documents u
where u.type = 'Users' and not exists (select from server.user_names n where n.user_id = u.id)
