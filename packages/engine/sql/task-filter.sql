-- Tasks that a viewer may see ($1, the scope for trail.is_visible) and that match all filters. A null
-- parameter does not filter: $2 spaces, $3 whether tasks of no space are included, $4 ids, $5 part of
-- the description, $6 states, $7 name, $8 project, $9 environment, $10 tenant, $11 runbook, $12 node,
-- $13 whether an interruption is pending, $14 whether there were warnings or errors.
where (t.space_id = any($2::text[]) or (t.space_id is null and $3::boolean))
  and ($4::text[] is null or t.id = any($4::text[]))
  and ($5::text is null or strpos(lower(t.description), lower($5::text)) > 0)
  and ($6::text[] is null or t.state = any($6::text[]))
  and ($7::text is null or lower(t.name) = lower($7::text))
  and ($8::text is null or t.project_id = $8::text)
  and ($9::text is null or t.environment_id = $9::text)
  and ($10::text is null or t.tenant_id = $10::text)
  and ($11::text is null or t.runbook_id = $11::text)
  and ($12::text is null or t.server_node = $12::text)
  and ($13::boolean is null or t.has_pending_interruptions = $13::boolean)
  and ($14::boolean is null or (t.has_warnings or t.state in ('Failed', 'TimedOut')) = $14::boolean)
  and trail.is_visible(t.space_id, jsonb_strip_nulls(jsonb_build_object(
    'Projects', to_jsonb(array_remove(array[t.project_id], null)),
    'Environments', to_jsonb(array_remove(array[t.environment_id], null)),
    'Tenants', to_jsonb(array_remove(array[t.tenant_id], null))
  )), $1::jsonb)
