--! Older events are found by the project groups and tags that they related to when they happened.
--! `verify` computes the same (packages/trail/src/verify/past-relations.ts).

-- Events relate to what these references belong to; new documents are written like this.
update trail.links set follows = true
where not follows and (split_part(from_id, '-', 1), split_part(to_id, '-', 1)) in (
  ('Projects', 'ProjectGroups'),
  ('Deployments', 'Channels'), ('Deployments', 'Environments'), ('Deployments', 'Tenants'),
  ('RunbookRuns', 'RunbookSnapshots'), ('RunbookRuns', 'Environments'), ('RunbookRuns', 'Tenants')
);

-- The states of projects and tenants. A modification or deletion shows the state before it, which
-- lasted since the one before. The last state is that of the document, or of its deletion.
with change as (
  select e.body::jsonb ->> 'DocumentId' as id, e.id as number, e.body::jsonb ->> 'Category' as category,
    e.body::jsonb #> '{ChangeDetails,DocumentContext}' as state
  from trail.event_terms t join trail.events e on e.id = t.event_id
  where t.term in ('type:projects', 'type:tenants')
),
ending as (
  select *, lag(number, 1, 0::bigint) over changes as since, lead(number) over changes is null as is_last
  from change
  where category in ('Modified', 'Deleted') and jsonb_typeof(state) = 'object'
  window changes as (partition by id order by number)
),
past as (
  select id, state, since, number as until from ending
  union all
  select id, state, number, 9223372036854775807 from ending where is_last and category = 'Deleted'
  union all
  select d.id, d.body, coalesce(e.number, 0), 9223372036854775807
  from trail.documents d left join ending e on e.id = d.id and e.is_last
  where d.type in ('Projects', 'Tenants') and e.category is distinct from 'Deleted'
),
past_term as (
  select id, since, until, state ->> 'ProjectGroupId' as term from past where state ? 'ProjectGroupId'
  union all
  select id, since, until, 'tag:' || (tag #>> '{}')
  from past
  cross join lateral jsonb_path_query(state -> 'TenantTags', 'lax $[*] ? (@.type() == "string")') as tag
)
insert into trail.event_terms (term, occurred, event_id)
select distinct p.term, t.occurred, t.event_id
from past_term p
join trail.event_terms t on t.term = p.id and t.event_id between p.since and p.until
where p.term <> ''
on conflict do nothing;
