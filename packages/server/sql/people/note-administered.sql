-- From now on no change may leave the installation without an administrator.
insert into server.facts (name, value)
select 'administered', 'true' where server.is_administered()
on conflict (name) do nothing
