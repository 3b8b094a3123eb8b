-- Whether the database is one of a server. One always has events of spaces, which cannot be removed
-- unnoticed.
select to_regnamespace('server') is not null
  or exists (select from trail_meta.migrations where owner = 'server')
  or exists (select from trail.event_terms where term = 'type:spaces') as found
