  -- Events of a space that no longer exists are like those of no space.
  and trail.is_visible(
    case when e.space_id = any(array(select id from trail.documents where type = 'Spaces')) then e.space_id end,
    e.scopes, $1::jsonb
  )
  and ($2::timestamptz is null or e.occurred >= $2::timestamptz)
  and ($3::timestamptz is null or e.occurred < $3::timestamptz)
  and ($4::bigint is null or e.id > $4::bigint)
  and ($5::bigint is null or e.id < $5::bigint)
  and ($6::bigint[] is null or e.id = any($6::bigint[]))
  and case
    when e.space_id is null then $7::boolean
    else $8::text[] is null or e.space_id = any($8::text[])
  end
