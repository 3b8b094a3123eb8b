-- The ids of all documents, and of all that an event relates to: those that are gone among them.
-- Terms of another kind than ids have a colon.
declare verify_documents no scroll cursor for
select id from trail.documents
union
select term from trail.event_terms where strpos(term, ':') = 0
