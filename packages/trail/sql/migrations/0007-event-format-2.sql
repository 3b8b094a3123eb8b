--! Event format 2: values of personal members, and direct changes recorded in the new format.

-- The values that events have commitments to (docs/formats/event.md). This table is not part
-- of the trail: a row can be deleted at the request of the person, and every digest and proof stays valid.
create table trail.event_personal (
  event_id bigint not null,
  member text not null,
  salt text not null,
  value text not null,
  primary key (event_id, member)
);

-- A value can be erased, not replaced.
create trigger erase_only before update on trail.event_personal
  for each row execute function trail.refuse_change();

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
    'Format', 'indelible-event/2',
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
  ]) as t (term);
  return null;
end
$$;
