--! The content of packages. What was pushed is a document of the trail; its bytes are here, in chunks,
--! and belong to it: docs/formats/packages.md.

create table server.package_contents (
  id uuid primary key,
  -- The package it is the content of; null while it arrives, and once it is nobody's any more.
  document_id text references trail.documents (id) on delete set null,
  -- When a chunk was last written, or the content given to a package or taken from it.
  touched timestamptz not null,
  -- A package whose content is replaced holds two of them in the midst of the commit.
  unique (document_id) deferrable initially deferred
);

create index ownerless_package_contents on server.package_contents (touched) where document_id is null;

create table server.package_chunks (
  content_id uuid not null references server.package_contents (id) on delete cascade,
  number integer not null,
  bytes bytea not null,
  primary key (content_id, number)
);

-- Packages are compressed already.
alter table server.package_chunks alter column bytes set storage external;

-- The versions of a package, and of what is known of its builds, are looked up by its id.
create index versions_by_package on trail.documents (space_id, type, (lower(body ->> 'PackageId')))
  where type in ('Packages', 'BuildInformation');
