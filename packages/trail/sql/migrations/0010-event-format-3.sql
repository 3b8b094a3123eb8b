--! Event format 3: an event keeps the project groups and the tags that it related to when it happened
--! (docs/adr/event-format-3.md), and is found by the API key that was used.

alter table trail.document_types
  -- The member with the tags of a document; null for types without tags.
  add column tags_in text,
  -- Whether the ids of its documents determine who may see an event.
  add column is_scope boolean not null default false;

-- What an event of a document relates to, the document first: what its links name (those that
-- follow, transitively), every document whose id is in one of its bodies, and what the scopes
-- among them belong to: the group of a project.
create or replace function trail.related_ids(before trail.documents, after trail.documents) returns text[]
language sql stable set search_path = pg_catalog, pg_temp as $$
  with recursive own as (
    select distinct d.id from (values (before.id), (after.id)) as d (id) where d.id is not null
  ),
  linked as (
    select l.to_id as id, l.follows from own join trail.links l on l.from_id = own.id
    union
    select l.to_id, true
    from linked join trail.links l on l.from_id = linked.id
    where linked.follows and l.follows
  ),
  mentioned as (
    select d.id from trail.documents d
    where d.id in (
      select said #>> '{}'
      from (values (before.body), (after.body)) as b (body),
        jsonb_path_query(b.body, 'strict $.** ? (@.type() == "string")') as said
    )
  ),
  found as (
    select id from own union select id from linked union select id from mentioned
  ),
  owner as (
    select l.to_id as id
    from found
    join trail.documents d on d.id = found.id
    join trail.document_types t on t.prefix = d.type and t.is_scope
    join trail.links l on l.from_id = d.id and l.follows
  )
  select array_agg(r.id order by r.id <> coalesce(before.id, after.id), r.id collate "C")
  from (select id from found union select id from owner) as r;
$$;

-- The tags that an event of a document keeps, sorted: those of the document before and after, and of
-- the documents that it relates to.
create function trail.related_tags(
  before trail.documents, after trail.documents, related text[]
) returns text[] language sql stable set search_path = pg_catalog, pg_temp as $$
  select coalesce(array_agg(distinct (tag #>> '{}') collate "C" order by (tag #>> '{}') collate "C"), '{}')
  from (
    select before.type, before.body union all select after.type, after.body
    union all
    select d.type, d.body from trail.documents d
    where d.id = any(related) and d.id <> coalesce(before.id, after.id)
  ) as r (type, body)
  join trail.document_types t on t.prefix = r.type
  cross join lateral jsonb_path_query(r.body -> t.tags_in, 'lax $[*] ? (@.type() == "string")') as tag;
$$;

-- Records a change that no commit announced, as an act of the database user. It runs with the rights
-- of the schema's owner, so that such a change is recorded without rights on the events.
create or replace function trail.record_direct_change() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  before trail.documents := old;
  after trail.documents := new;
  number bigint;
  occurred timestamptz := date_trunc('milliseconds', clock_timestamp());
  id text := coalesce(before.id, after.id);
  kind text := coalesce(before.type, after.type);
  space text := coalesce(before.space_id, after.space_id);
  title text := coalesce(before.title, after.title);
  label text := coalesce((select t.label from trail.document_types t where t.prefix = kind), kind);
  verb text := case
    when before is null then 'created' when after is null then 'deleted' else 'changed'
  end;
  category text := replace(initcap(verb), 'Changed', 'Modified');
  agent text := current_setting('application_name');
  correlation text := 'database-transaction-' || pg_current_xact_id();
  related text[] := trail.related_ids(before, after);
  tags text[] := trail.related_tags(before, after, related);
  scopes jsonb := (
    select jsonb_object_agg(s.prefix, s.ids) from (
      select split_part(r.id, '-', 1) as prefix, jsonb_agg(r.id order by r.place) as ids
      from unnest(related) with ordinality as r (id, place) group by 1
    ) as s
  );
  body text;
begin
  if before is not distinct from after then
    return null;
  end if;
  number := nextval('trail.event_ids');
  body := trail.canonical(jsonb_build_object(
    'Format', 'indelible-event/3',
    'Id', 'Events-' || number,
    'Occurred', to_char(occurred at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'SpaceId', space,
    'Category', category,
    'DocumentType', kind,
    'DocumentId', id,
    'DocumentVersion', coalesce(after.version, before.version),
    'UserId', 'users-database',
    'Username', session_user,
    'IsService', false,
    'IdentityEstablishedWith', 'Direct SQL',
    'UserAgent', agent,
    'IpAddress', host(inet_client_addr()),
    'ApiKeyId', null,
    'ApiKeyHint', null,
    'CorrelationId', correlation,
    'Message', label || ' ' || title || ' was ' || verb || ' by direct SQL',
    'MessageReferences', jsonb_build_array(jsonb_build_object(
      'ReferencedDocumentId', id,
      'StartIndex', trail.utf16_length(label) + 1,
      'Length', trail.utf16_length(title)
    )),
    'RelatedDocumentIds', to_jsonb(related),
    'Comments', trail.column_changes(before, after),
    'ChangeDetails', jsonb_build_object(
      'DocumentContext', trail.shown(case when before is null then after else before end),
      'Differences', case
        when before is null or after is null then '[]'
        else trail.member_differences(trail.shown(before), trail.shown(after))
      end
    ),
    'Scopes', scopes,
    'Tags', to_jsonb(tags),
    -- The database has no key for digests, and nothing that is stored separately.
    'SecretDigests', null,
    'Image', null,
    'Personal', null,
    'Trace', null,
    'Nonce', rtrim(translate(encode(substr(
      sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())), 1, 16
    ), 'base64'), '+/', '-_'), '=')
  ));
  insert into trail.events (id, occurred, space_id, scopes, body, digest)
  values (number, occurred, space, scopes, body, sha256(convert_to(body, 'UTF8')));
  insert into trail.unsequenced (event_id) values (number);
  insert into trail.event_terms (term, occurred, event_id)
  select distinct t.term, occurred, number
  from unnest(related || array[
    'category:' || lower(category), 'type:' || lower(kind), 'user:users-database',
    'agent:' || lower(left((regexp_split_to_array(agent, '[/ (]'))[1], 60)),
    'correlation:' || correlation
  ] || array(select 'tag:' || tag from unnest(tags) as tag)) as t (term);
  return null;
end
$$;

-- Older events, by the API key that was used: the second member of their canonical bytes.
insert into trail.event_terms (term, occurred, event_id)
select 'key:' || k.id, e.occurred, e.id
from trail.events e
cross join lateral substring(
  e.body from '^\{"ApiKeyHint":(?:null|"(?:[^"\\]|\\.)*"),"ApiKeyId":"([^"\\]+)"'
) as k (id)
where k.id is not null;
