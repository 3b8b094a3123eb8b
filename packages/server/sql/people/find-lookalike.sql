-- $1 looks of a name; $2 whether it is ASCII; $3 the user who has it. Returns the name of another user
-- that it can be mistaken for.
select name from server.user_names
where looks && $1::text[] and user_id <> $3 and not (is_ascii and $2)
limit 1
